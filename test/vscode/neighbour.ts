/** A neighbour on YAML documents that offers what the YAML extension offers. What comes from it says so. */
import * as vscode from 'vscode';

export const MARK = 'from the neighbour';

/** Field names of a policy, as a schema has them. */
export const FIELDS = [
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'podSelector',
  'policyTypes',
  'ingress',
  'from',
];

/** Registers everything at once; disposing of it leaves Podreach alone again. */
export function moveIn(): vscode.Disposable {
  const yaml = { language: 'yaml' };
  const first = new vscode.Range(0, 0, 0, 1);
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerHoverProvider(yaml, { provideHover: () => new vscode.Hover(MARK) }),
    languages.registerCompletionItemProvider(yaml, {
      provideCompletionItems: () => FIELDS.map((name) => ({ label: name, detail: MARK })),
    }),
    languages.registerCodeLensProvider(yaml, {
      provideCodeLenses: () => [new vscode.CodeLens(first, { title: MARK, command: '' })],
    }),
    languages.registerDocumentSymbolProvider(yaml, {
      provideDocumentSymbols: () => [
        new vscode.DocumentSymbol(MARK, '', vscode.SymbolKind.Key, first, first),
      ],
    }),
    languages.registerDocumentFormattingEditProvider(yaml, {
      provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(first.start, `# ${MARK}\n`)],
    }),
    languages.registerFoldingRangeProvider(yaml, {
      provideFoldingRanges: () => [new vscode.FoldingRange(0, 1)],
    }),
    languages.registerSelectionRangeProvider(yaml, {
      provideSelectionRanges: (_document, places) => places.map(() => new vscode.SelectionRange(first)),
    }),
  );
}
