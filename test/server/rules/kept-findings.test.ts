/**
 * Findings that are kept from one check to the next: after any edits they are those of a check from scratch, and only
 * what an edit can change is asked for again.
 */
import { describe, expect, it } from 'vitest';
import { checkFile, type CheckSettings, type Diagnostic } from '../../../server/src/rules/check';
import { createKeptFindings } from '../../../server/src/rules/kept-findings';
import { RULES } from '../../../server/src/rules/registry';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { generateCluster } from '../../bench/generated-cluster';
import { seededRandom, type Random } from '../../bench/random';

/** Edits in each run. `PODREACH_EDITS` counts the cheaper steps of whole sessions: here one is made for sixty of them. */
const EDITS = Math.ceil(Number(process.env['PODREACH_EDITS'] ?? 360) / 60);

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
  return files.set('more.yaml', MORE).set('till.yaml', TILL).set('ledger.yaml', LEDGER);
}

const SMALL = ['till.yaml', 'ledger.yaml'] as const;

/** What one side allows, the other denies. */
const TILL = `apiVersion: v1
kind: Pod
metadata: {name: till, namespace: shop, labels: {app: till}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: till, namespace: shop}
spec:
  podSelector: {matchLabels: {app: till}}
  policyTypes: [Egress]
`;

const LEDGER = `apiVersion: v1
kind: Pod
metadata: {name: ledger, namespace: shop, labels: {app: ledger}}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ledger, namespace: shop}
spec:
  podSelector: {matchLabels: {app: ledger}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: till}}
`;

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

/** A workspace whose files are checked with what was found before, and one that starts anew each time. */
function editor(files: ReadonlyMap<string, string>) {
  const texts = new Map(files);
  const workspace = createWorkspace();
  const kept = new Map([...files.keys()].map((name) => [name, createKeptFindings()]));
  for (const [name, text] of files) workspace.set(name, text);
  return {
    set(name: string, text: string) {
      texts.set(name, text);
      workspace.set(name, text);
    },
    check: (name: string) =>
      check(workspace, name, { ...SETTINGS, kept: kept.get(name) ?? createKeptFindings() }),
    checkFromScratch(name: string) {
      const fresh = createWorkspace();
      for (const [file, text] of texts) fresh.set(file, text);
      return check(fresh, name, SETTINGS);
    },
  };
}

function check(
  workspace: ReturnType<typeof createWorkspace>,
  file: string,
  settings: CheckSettings,
): readonly Diagnostic[] {
  const snapshot = workspace.snapshot().around(file);
  const manifest = snapshot.files.get(file);
  if (manifest === undefined) throw new Error(`no ${file}`);
  return checkFile(snapshot, manifest, settings);
}

describe('findings that are kept', () => {
  const codes = (found: readonly Diagnostic[]) => found.map(({ code }) => code);

  it('move with the text', () => {
    const shop = editor(filesFor(1));
    const before = shop.check('more.yaml');
    shop.set('more.yaml', `# a line more\n${MORE}`);
    expect(shop.check('more.yaml')).toEqual(shop.checkFromScratch('more.yaml'));
    expect(shop.check('more.yaml')[0]?.range.start).toBe((before[0]?.range.start ?? 0) + 14);
  });

  it('point at where another document is now', () => {
    const shop = editor(new Map([['both.yaml', `${TILL}---\n${LEDGER}`]]));
    const finding = () => shop.check('both.yaml').find(({ code }) => code === 'both-sides-needed');
    const [before] = finding()?.related ?? [];
    shop.set('both.yaml', `${TILL}# a line more\n---\n${LEDGER}`);
    expect(finding()?.related?.[0]?.range).toEqual(before?.range);
    shop.set('both.yaml', `# a line more\n${TILL}---\n${LEDGER}`);
    expect(finding()?.related?.[0]?.range.start).toBe((before?.range.start ?? 0) + 14);
  });

  it('come and go with the policies of the other side', () => {
    const shop = editor(
      new Map([
        ['till.yaml', TILL],
        ['ledger.yaml', LEDGER],
      ]),
    );
    expect(codes(shop.check('ledger.yaml'))).toContain('both-sides-needed');
    shop.set('till.yaml', TILL.replace('[Egress]', '[Ingress]'));
    expect(codes(shop.check('ledger.yaml'))).not.toContain('both-sides-needed');
    shop.set('till.yaml', TILL);
    expect(codes(shop.check('ledger.yaml'))).toContain('both-sides-needed');
  });

  it('change when the manifest of a pod does, though its pods are the same', () => {
    const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {template: {metadata: {labels: {run: web}}}}
`;
    const policy = LEDGER.slice(LEDGER.indexOf('---')).replaceAll('app: ledger', 'app: web');
    const shop = editor(
      new Map([
        ['web.yaml', deployment],
        ['policy.yaml', policy],
      ]),
    );
    const found = shop.check('policy.yaml');
    shop.set('web.yaml', deployment.replace('labels: {app: web}', 'labels: {}'));
    expect(shop.check('policy.yaml')).not.toEqual(found);
    expect(shop.check('policy.yaml')).toEqual(shop.checkFromScratch('policy.yaml'));
  });

  it('count no more when the settings change', () => {
    const workspace = createWorkspace();
    for (const [name, text] of filesFor(1)) workspace.set(name, text);
    const kept = createKeptFindings();
    for (const kubernetesVersion of ['1.20', '1.36']) {
      const settings = { ...SETTINGS, kubernetesVersion };
      expect(check(workspace, 'more.yaml', { ...settings, kept })).toEqual(
        check(workspace, 'more.yaml', settings),
      );
    }
  });

  it.each([1, 2, 3])(
    'are those of a check from scratch after any edits (seed %i)',
    (seed) => {
      const random = seededRandom(seed);
      const files = filesFor(seed);
      const names = [...files.keys()];
      const shop = editor(files);
      const history: (readonly [string, string])[] = [];
      for (let nth = 0; nth < EDITS; nth++) {
        const name = random.chance(0.5) ? random.pick(SMALL) : (names[random.below(names.length)] ?? '');
        const before = files.get(name) ?? '';
        const undone = random.chance(0.45) ? history.pop() : undefined;
        const [changed, text] = undone ?? [name, edited(before, random)];
        if (undone === undefined) history.push([name, before]);
        files.set(changed, text);
        shop.set(changed, text);
        // Not every file is looked at after every edit.
        for (const file of names.filter(() => random.chance(0.6))) {
          expect(shop.check(file), `edit ${nth}, of ${changed}, seen in ${file}`).toEqual(
            shop.checkFromScratch(file),
          );
        }
      }
    },
    120_000,
  );
});
