/**
 * Findings that are kept from one check to the next: after any edits they are those of a check from scratch, and only
 * what an edit can change is asked for again.
 */
import { describe, expect, it } from 'vitest';
import { checkFile, type CheckSettings } from '../../../server/src/rules/check';
import { createKeptFindings } from '../../../server/src/rules/kept-findings';
import { RULES } from '../../../server/src/rules/registry';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { generateCluster } from '../../bench/generated-cluster';
import { seededRandom, type Random } from '../../bench/random';

/** Edits in each run; `PODREACH_RUNS` is how many times as many are made. */
const EDITS = 30 * Number(process.env['PODREACH_RUNS'] ?? 1);

/** All rules speak, also those that are silent unless somebody asks for them. */
const SETTINGS: CheckSettings = {
  rules: Object.fromEntries(RULES.map(({ id, severity }) => [id, severity])),
  inventoryComplete: true,
};

/** Texts of some files, each with several documents, in which policies select, miss, repeat and contradict. */
function filesFor(seed: number): Map<string, string> {
  const manifests = generateCluster(seed, { namespaces: 2, workloads: 8, policies: 14 });
  const texts = [...manifests].map(([file, text]) => [file.slice(0, 6), text] as const);
  const files = new Map<string, string>();
  for (const [name, text] of texts) {
    const before = files.get(`${name}.yaml`);
    files.set(`${name}.yaml`, before === undefined ? text : `${before}---\n${text}`);
  }
  return files.set('more.yaml', MORE);
}

const MORE = `# podreach-ignore-file namespace-missing
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns, namespace: ns-000}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: app-000}}}]
    ports: [{port: 80}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: dns, namespace: ns-000}
spec:
  podSelector: {matchLabels: {app: app-00}}
  ingress:
  - from:
    - podSelector: {}
    - podSelector: {matchLabels: {tier: web}}
  - from: [{ipBlock: {cidr: 10.0.0.1/8}}]
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: a}
spec:
  tier: Admin
  priority: 10
  subject: {namespaces: {}}
  ingress:
  - {action: Deny, from: [{namespaces: {}}]}
---
apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: b}
spec:
  tier: Admin
  priority: 10
  subject: {namespaces: {}}
  ingress:
  - {action: Accept, from: [{namespaces: {}}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: nothing}
---
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: node-local-dns, namespace: kube-system, labels: {app: dns}}
spec:
  template:
    metadata: {labels: {k8s-app: node-local-dns}}
    spec: {hostNetwork: true, containers: []}
`;

/** Lines, words and signs that stand in manifests, and some that break them. */
const PIECES = [
  ...[
    'a',
    'x',
    '0',
    '-',
    ':',
    ' ',
    '#',
    '\n',
    '\t',
    '"',
    '{',
    '}',
    '\r\n',
    '---\n',
    '- ',
    '  ',
    '# a comment\n',
  ],
  ...['app-001', 'ns-001', 'ns-000', 'web', 'tier: db\n', 'policyTypes: [Egress]\n', 'hostNetwork: true\n'],
  ...[
    'podSelector: {}\n',
    '53',
    '80',
    'main',
    'kind: Pod\n',
    '  namespace: ns-001\n',
    '# podreach-ignore unknown-field\n',
  ],
] as const;

function edited(text: string, random: Random): string {
  const start = random.below(text.length + 1);
  if (random.chance(0.1)) return copied(text, random);
  const end = random.chance(0.5)
    ? start
    : Math.min(text.length, start + random.below(random.chance(0.9) ? 8 : 300));
  const piece = random.chance(0.3) ? '' : PIECES[random.below(PIECES.length)];
  return text.slice(0, start) + (piece ?? '') + text.slice(end);
}

/** A document once more, in front of another one. */
function copied(text: string, random: Random): string {
  const documents = text.split(/^---\n/mu);
  const document = documents[random.below(documents.length)] ?? '';
  return documents.toSpliced(random.below(documents.length), random.below(2), document).join('---\n');
}

describe('findings that are kept', () => {
  it.each([1, 2, 3])(
    'are those of a check from scratch after any edits (seed %i)',
    (seed) => {
      const random = seededRandom(seed);
      const files = filesFor(seed);
      const workspace = createWorkspace();
      const names = [...files.keys()];
      const kept = new Map(names.map((name) => [name, createKeptFindings()]));
      const history: [string, string][] = [];
      for (const [name, text] of files) workspace.set(name, text);
      for (let nth = 0; nth < EDITS; nth++) {
        const name = names[random.below(names.length)] ?? '';
        const before = files.get(name) ?? '';
        const undone = random.chance(0.3) ? history.pop() : undefined;
        const [changed, text] = undone ?? [name, edited(before, random)];
        if (undone === undefined) history.push([name, before]);
        files.set(changed, text);
        workspace.set(changed, text);
        const fresh = createWorkspace();
        for (const [file, now] of files) fresh.set(file, now);
        // Not every file is looked at after every edit.
        for (const file of names.filter(() => random.chance(0.6))) {
          const found = check(workspace, file, { ...SETTINGS, kept: kept.get(file) ?? createKeptFindings() });
          expect(found, `edit ${nth} of ${changed}, seen in ${file}`).toEqual(check(fresh, file, SETTINGS));
        }
      }
    },
    120_000,
  );
});

function check(
  workspace: ReturnType<typeof createWorkspace>,
  file: string,
  settings: CheckSettings,
): unknown {
  const snapshot = workspace.snapshot().around(file);
  const manifest = snapshot.files.get(file);
  if (manifest === undefined) throw new Error(`no ${file}`);
  return checkFile(snapshot, manifest, settings);
}
