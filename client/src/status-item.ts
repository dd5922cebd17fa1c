/**
 * The language status item: the one place that shows how the server is and on what its answers rest.
 */
import { Disposable, LanguageStatusSeverity, l10n, languages, type Command } from 'vscode';
import type { ServerStatus } from '../../server/src/lsp/protocol';
import { COMMANDS } from './command-ids';
import { DOCUMENT_SELECTOR } from './document-selector';
import type { ServerSession } from './server-session';
import { statusText, type StatusText } from './status-text';

const SEVERITIES: Readonly<Record<StatusText['severity'], LanguageStatusSeverity>> = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
};

export interface StatusItem {
  /** The item stands beside manifests only: elsewhere it would be noise. */
  setVisible(visible: boolean): void;
  dispose(): void;
}

/** Makes the item, hidden at first, and keeps it up to date. */
export function createStatusItem(session: ServerSession): StatusItem {
  const item = languages.createLanguageStatusItem('podreach.status', []);
  item.name = 'Podreach';
  let status: ServerStatus | undefined;

  const show = (): void => {
    const { text, detail, busy, severity, action } = statusText(session.state, status, l10n.t);
    item.text = text;
    item.detail = detail ?? 'Podreach';
    item.busy = busy;
    item.severity = SEVERITIES[severity];
    item.command = actionCommand(action);
  };

  show();
  const parts = Disposable.from(
    item,
    session.onStatus((news) => {
      status = news;
      show();
    }),
    session.onStateChange((state) => {
      if (state !== 'running') status = undefined;
      show();
    }),
  );
  return {
    setVisible: (visible) => {
      item.selector = visible ? DOCUMENT_SELECTOR : [];
    },
    dispose: () => {
      parts.dispose();
    },
  };
}

function actionCommand(action: StatusText['action']): Command {
  return action === 'restart'
    ? { command: COMMANDS.restartServer, title: l10n.t('Restart Server') }
    : { command: COMMANDS.showOutput, title: l10n.t('Show Output') };
}
