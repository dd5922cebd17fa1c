import { describe, expect, it } from 'vitest';
import {
  diagnosticsText,
  durationText,
  type DiagnosticsFacts,
} from '../../../client/src/help/diagnostics-text';
import { hidingFolders } from '../../../client/src/help/hidden-folders';

const FACTS: DiagnosticsFacts = {
  extension: '0.1.0',
  editor: 'Visual Studio Code 1.95.0',
  host: 'desktop (desktop)',
  system: 'Linux 6.1.0 x64, Node 20.18.0',
  folders: 1,
  isTrusted: true,
  server: {
    state: 'running',
    starts: 2,
    uptime: 185_000,
    status: { busy: false, workloads: 14, namespaces: 3, policies: 9, files: 12 },
  },
  settings: [
    { key: 'podreach.namespace', value: 'default', isDefault: true },
    { key: 'podreach.cluster.roots', value: ['/home/ada/x'], isDefault: false },
    { key: 'podreach.namespace', value: 'shop', isDefault: false, folder: 2 },
  ],
  errors: [
    {
      time: new Date(Date.UTC(2026, 0, 2)),
      level: 'error',
      message: 'hover on file:///home/ada/a.yaml failed',
    },
  ],
};

const hide = hidingFolders([{ path: '/home/ada', name: '~' }]);

describe('diagnosticsText', () => {
  it('has everything a report needs, and first of all says what it has not', () => {
    expect(diagnosticsText(FACTS, hide))
      .toBe(`For a report about Podreach: no contents of manifests, and no folders of yours. Settings and errors stand as they are, so read it before you pass it on.

# Podreach diagnostics information

- Podreach 0.1.0
- Visual Studio Code 1.95.0, desktop (desktop)
- Linux 6.1.0 x64, Node 20.18.0
- Workspace folders: 1, trusted

## Language server

- State: running for 3 min
- Starts in this window: 2
- Files with manifests: 12
- Workloads: 14
- Namespaces: 3
- Policies: 9
- Reading: no
- Limits reached: none

## Settings in effect

- \`podreach.namespace\`: \`"default"\` (default)
- \`podreach.cluster.roots\`: \`["~/x"]\`
- \`podreach.namespace\` in folder 2: \`"shop"\`

## Last errors and warnings

\`\`\`
2026-01-02T00:00:00.000Z error: hover on file://~/a.yaml failed
\`\`\`
`);
  });

  it('tells also of a server that does not run, and of limits', () => {
    const stopped = { state: 'failed', starts: 5, uptime: 1000 } as const;
    const text = diagnosticsText({ ...FACTS, server: stopped, errors: [], isTrusted: false }, hide);
    expect(text).toContain('- State: failed for 1 s\n- Starts in this window: 5\n\n## Settings');
    expect(text).toContain('in Restricted Mode');
    expect(text.endsWith('## Last errors and warnings\n\nNone.\n')).toBe(true);
    const status = { busy: true, workloads: 1, namespaces: 1, policies: 1, files: 1, limited: '2 files' };
    const limited = diagnosticsText({ ...FACTS, server: { ...FACTS.server, status } }, hide);
    expect(limited).toContain('- Reading: yes\n- Limits reached: 2 files\n');
  });

  it('cuts long messages and keeps them inside of their fence', () => {
    const [error] = FACTS.errors.map((one) => ({ ...one, message: `\`\`\`\n${'x'.repeat(9999)}` }));
    const text = diagnosticsText({ ...FACTS, errors: error ? [error] : [] }, hide);
    expect(text.length).toBeLessThan(2000);
    expect(text).toContain('\n````\n2026');
    expect(text.endsWith('x…\n````\n')).toBe(true);
  });
});

describe('durationText', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [11_040_000, '3 h 4 min'],
  ])('%d ms: %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });
});
