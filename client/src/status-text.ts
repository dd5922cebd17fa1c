/**
 * What the language status item says. Words only; the item itself is made elsewhere.
 */
import type { ServerStatus } from '../../server/src/lsp/protocol';
import type { Translate } from './translate';

export type SessionState = 'stopped' | 'starting' | 'running' | 'failed';

export interface StatusText {
  readonly text: string;
  readonly detail?: string;
  readonly busy: boolean;
  readonly severity: 'information' | 'warning' | 'error';
  /** What the item offers to do. */
  readonly action: 'show-output' | 'show-model' | 'restart';
}

/** On what the answers rest: `14 workloads, 3 namespaces, 9 policies from 12 files`. The popup is narrow. */
function basisText(status: ServerStatus, t: Translate): string {
  const { workloads, namespaces, policies, files } = status;
  return t(
    '{0}, {1}, {2} from {3}',
    workloads === 1 ? t('1 workload') : t('{0} workloads', workloads),
    namespaces === 1 ? t('1 namespace') : t('{0} namespaces', namespaces),
    policies === 1 ? t('1 policy') : t('{0} policies', policies),
    files === 1 ? t('1 file') : t('{0} files', files),
  );
}

/** @param status what the server reported last, if anything yet */
export function statusText(state: SessionState, status: ServerStatus | undefined, t: Translate): StatusText {
  if (state === 'failed') {
    const text = t('The language server stopped');
    const detail = t('“Podreach: Show Output” says why');
    return { text, detail, busy: false, severity: 'error', action: 'restart' };
  }
  if (state === 'stopped') {
    return { text: t('Not running'), busy: false, severity: 'information', action: 'restart' };
  }
  if (state === 'starting' || status === undefined) {
    return { text: t('Starting'), busy: true, severity: 'information', action: 'show-output' };
  }
  return {
    text: basisText(status, t),
    ...detailOf(status, t),
    busy: status.busy,
    severity: status.limited === undefined ? 'information' : 'warning',
    action: 'show-model',
  };
}

/** Beside the counts: that they grow still, or what they leave out. */
function detailOf({ busy, limited }: ServerStatus, t: Translate): Pick<StatusText, 'detail'> {
  if (busy) return { detail: t('Reading manifests') };
  return limited === undefined ? {} : { detail: t('Not read: {0}', limited) };
}
