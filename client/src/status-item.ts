/**
 * The language status item: the one place that shows how the server is and on what its answers rest.
 */
import { Disposable, LanguageStatusSeverity, l10n, languages, type Command } from 'vscode';
import { COMMANDS } from './command-ids';
import { documentSelector } from './document-selector';
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

  const show = (): void => {
    const { text, detail, busy, severity, action } = statusText(session.state, session.status, l10n.t);
    item.text = text;
    item.detail = detail ?? 'Podreach';
    item.busy = busy;
    item.severity = SEVERITIES[severity];
    item.command = actionCommand(action);
  };

  show();
  const parts = Disposable.from(item, session.onStatus(show), session.onStateChange(show));
  return {
    setVisible: (visible) => {
      item.selector = visible ? documentSelector() : [];
    },
    dispose: () => {
      parts.dispose();
    },
  };
}

function actionCommand(action: StatusText['action']): Command {
  switch (action) {
    case 'restart':
      return { command: COMMANDS.restartServer, title: l10n.t('Restart Server') };
    case 'show-output':
      return { command: COMMANDS.showOutput, title: l10n.t('Show Output') };
    case 'show-model':
      return {
        command: COMMANDS.showClusterModel,
        title: l10n.t('Show'),
        tooltip: l10n.t('Show the Cluster Model'),
      };
  }
}
