/**
 * Whole policies for empty files. Nothing in such a file says yet that it will be a manifest, so that no server runs
 * for it; asking for suggestions in it does.
 */
import {
  CompletionTriggerKind,
  languages,
  type CompletionItem,
  type CompletionList,
  type Disposable,
  type LogOutputChannel,
  type ProviderResult,
} from 'vscode';
import { documentSelector } from './document-selector';
import type { ServerSession } from './server-session';

type Suggestions = ProviderResult<CompletionItem[] | CompletionList>;

export function suggestInEmptyFiles(session: ServerSession, output: LogOutputChannel): Disposable {
  const yaml = documentSelector().filter(({ language }) => language === 'yaml');
  return languages.registerCompletionItemProvider(yaml, {
    async provideCompletionItems(document, position, token, context): Promise<Awaited<Suggestions>> {
      const isAsked = context.triggerKind === CompletionTriggerKind.Invoke;
      if (!isAsked || session.state !== 'stopped' || document.getText().trim() !== '') return undefined;
      try {
        const client = await session.started();
        // From here on the server is asked by VS Code itself; this one question came before.
        const feature = client.getFeature('textDocument/completion').getProvider(document);
        return await feature?.provideCompletionItems(document, position, token, context);
      } catch (error) {
        output.error('No suggestions could be made.', String(error));
        return undefined;
      }
    },
  });
}
