import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import { codeActions, FIX_ALL_KIND, type CurrentDocument } from '../../../server/src/features/code-actions';

const uri = 'file:///w/policy.yaml';
const text = 'one two three';

interface FixSketch {
  readonly title?: string;
  readonly word: string;
  readonly newText: string;
  readonly preferred?: boolean;
  readonly safe?: boolean;
}

/** Where a word stands in the text. */
function rangeOf(word: string) {
  const start = text.indexOf(word);
  return { start: { line: 0, character: start }, end: { line: 0, character: start + word.length } };
}

function finding(word: string, fixes: readonly FixSketch[], version = 3): Diagnostic {
  return {
    source: 'podreach',
    code: `about-${word}`,
    message: `${word} is wrong`,
    range: rangeOf(word),
    data: {
      version,
      fixes: fixes.map(({ title = 'Fix it', word, newText, preferred = false, safe = false }) => ({
        title,
        preferred,
        safe,
        edits: [{ range: rangeOf(word), newText }],
      })),
    },
  };
}

function ask(
  selected: readonly Diagnostic[],
  { only, ...current }: Partial<CurrentDocument> & { readonly only?: string[] } = {},
): CodeAction[] {
  const params = {
    textDocument: { uri },
    range: rangeOf(text),
    context: { diagnostics: [...selected], ...(only && { only }) },
  };
  const document = {
    uri,
    version: 3,
    diagnostics: selected,
    versionedEdits: true,
    refactorings: () => [],
    ...current,
  };
  return codeActions(params, document);
}

/** The text after the edits of an action. */
function applied({ edit }: CodeAction): string {
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : edit?.changes?.[uri];
  const plain = (edits ?? []).flatMap((one) => ('newText' in one ? [one] : []));
  return TextDocument.applyEdits(TextDocument.create(uri, 'yaml', 3, text), plain);
}

describe('quick fixes', () => {
  it('offer each fix of each finding in the selection', () => {
    const actions = ask([
      finding('one', [
        { title: 'Merge', word: 'one', newText: '1' },
        { title: 'Split', word: 'one', newText: 'o n e' },
      ]),
      finding('two', [{ title: 'Drop', word: 'two', newText: '' }]),
    ]);
    expect(actions.map(({ title, kind }) => [title, kind])).toEqual([
      ['Merge', CodeActionKind.QuickFix],
      ['Split', CodeActionKind.QuickFix],
      ['Drop', CodeActionKind.QuickFix],
    ]);
    expect(actions.map(applied)).toEqual(['1 two three', 'o n e two three', 'one  three']);
  });

  it('name the version they were made for, and the finding they mend', () => {
    const diagnostic = finding('one', [{ word: 'one', newText: '1' }]);
    const [action] = ask([diagnostic]);
    expect(action).toMatchObject({
      diagnostics: [diagnostic],
      edit: { documentChanges: [{ textDocument: { uri, version: 3 } }] },
    });
    expect(action).not.toHaveProperty('isPreferred');
  });

  it('leave the version out for clients that do not know it', () => {
    const [action] = ask([finding('one', [{ word: 'one', newText: '1' }])], { versionedEdits: false });
    expect(action?.edit).toEqual({ changes: { [uri]: [{ range: rangeOf('one'), newText: '1' }] } });
  });

  it('are preferred when the rule says so', () => {
    const [action] = ask([finding('one', [{ word: 'one', newText: '1', preferred: true }])]);
    expect(action?.isPreferred).toBe(true);
  });

  it('are taken from the finding of now when the one in the selection is about an older text', () => {
    const old = finding('one', [{ word: 'two', newText: 'wrong place' }], 2);
    const now = finding('one', [{ word: 'one', newText: '1' }]);
    expect(ask([old], { diagnostics: [now] }).map(applied)).toEqual(['1 two three']);
    expect(ask([old], { diagnostics: [] })).toEqual([]);
    expect(ask([old], { diagnostics: [finding('two', [{ word: 'two', newText: '2' }])] })).toEqual([]);
  });

  it.each([
    undefined,
    null,
    7,
    {},
    { version: 3 },
    { version: 3, fixes: 7 },
    { version: 3, fixes: [{}] },
    { version: 3, fixes: [{ title: 'x', preferred: true, safe: true, edits: [{ newText: 'x' }] }] },
  ])('are taken from the finding of now when the client lost the data: %j', (data) => {
    const now = finding('one', [{ word: 'one', newText: '1' }]);
    expect(ask([{ ...now, data }], { diagnostics: [now] }).map(applied)).toEqual(['1 two three']);
    expect(ask([{ ...now, data }], { diagnostics: [{ ...now, data }] })).toEqual([]);
  });

  it('leave findings of others alone', () => {
    expect(ask([{ ...finding('one', [{ word: 'one', newText: '1' }]), source: 'yaml' }])).toEqual([]);
  });

  it.each([
    [[CodeActionKind.QuickFix], 1],
    [[''], 1],
    [[CodeActionKind.Refactor], 0],
    [[CodeActionKind.Source], 0],
    [['quickfixes'], 0],
    [[CodeActionKind.Refactor, CodeActionKind.QuickFix], 1],
  ])('are computed for the kinds asked for: %j', (only, amount) => {
    expect(ask([finding('one', [{ word: 'one', newText: '1' }])], { only })).toHaveLength(amount);
  });
});

describe('fixing all', () => {
  const only = [FIX_ALL_KIND];
  const safe = true;

  it('applies what is safe and nothing else, wherever the selection is', () => {
    const diagnostics = [
      finding('one', [{ word: 'one', newText: '1', safe }]),
      finding('two', [{ word: 'two', newText: '2' }]),
      finding('three', [{ word: 'three', newText: '3', safe }]),
    ];
    const actions = ask([], { only, diagnostics });
    expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.podreach']);
    expect(actions.map(applied)).toEqual(['1 two 3']);
  });

  it('leaves fixes that touch each other for the next time', () => {
    const diagnostics = [
      finding('one', [{ word: 'one', newText: '1', safe }]),
      finding('one two', [{ word: 'one two', newText: '12', safe }]),
      finding('three', [{ word: 'three', newText: '3', safe }]),
    ];
    expect(ask([], { only, diagnostics }).map(applied)).toEqual(['1 two 3']);
  });

  it('applies one fix for each finding', () => {
    const two = finding('one', [
      { word: 'one', newText: '1', safe },
      { word: 'three', newText: '3', safe },
    ]);
    expect(ask([], { only, diagnostics: [two] }).map(applied)).toEqual(['1 two three']);
  });

  it('offers nothing when there is nothing to fix', () => {
    const unsafe = finding('one', [{ word: 'one', newText: '1' }]);
    expect(ask([unsafe], { only, diagnostics: [unsafe] })).toEqual([]);
  });

  it.each([
    ['source', 1],
    ['source.fixAll', 1],
    ['source.fixAll.podreach', 1],
    ['source.fixAll.eslint', 0],
    ['source.organizeImports', 0],
  ])('answers to %s', (kind, amount) => {
    const diagnostics = [finding('one', [{ word: 'one', newText: '1', safe }])];
    expect(ask([], { only: [kind], diagnostics })).toHaveLength(amount);
  });

  it('is not offered unless it was asked for', () => {
    expect(ask([], { diagnostics: [finding('one', [{ word: 'one', newText: '1', safe }])] })).toEqual([]);
  });
});

describe('rewritings', () => {
  const edits = [{ range: rangeOf('two'), newText: '2' }];
  const rewriting = { kind: 'refactor.rewrite', title: 'Write it otherwise', edits };
  const extraction = { kind: 'refactor.extract', title: 'Write it elsewhere', edits: [] };
  const current = { refactorings: () => [rewriting] };

  it('are offered beside the fixes, as edits of this version', () => {
    expect(ask([], current)).toMatchObject([
      {
        title: 'Write it otherwise',
        kind: 'refactor.rewrite',
        edit: { documentChanges: [{ textDocument: { uri, version: 3 }, edits: rewriting.edits }] },
      },
    ]);
  });

  it.each([['refactor'], ['refactor.rewrite']])('are found when %s is asked for', (only) => {
    expect(ask([], { ...current, only: [only] })).toHaveLength(1);
  });

  it('are told from extractions', () => {
    const both = { refactorings: () => [rewriting, extraction] };
    const titles = (only: string) => ask([], { ...both, only: [only] }).map(({ title }) => title);
    expect(titles('refactor')).toEqual(['Write it otherwise', 'Write it elsewhere']);
    expect(titles('refactor.extract')).toEqual(['Write it elsewhere']);
    expect(titles('refactor.rewrite')).toEqual(['Write it otherwise']);
  });

  it('are not looked for when something else is asked for', () => {
    const refactorings = () => {
      throw new Error('nobody asked');
    };
    expect(ask([], { refactorings, only: ['quickfix'] })).toEqual([]);
  });

  it('are not offered twice: a fix with the same edits is enough', () => {
    const fix = finding('two', [{ word: 'two', newText: '2' }]);
    expect(ask([fix], current).map(({ kind }) => kind)).toEqual(['quickfix']);
  });
});
