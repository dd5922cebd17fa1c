import { describe, expect, it } from 'vitest';
import { differences } from '../../../server/src/workspace/differences';
import { answerTo, isEmpty, observed, readAgain, reading } from '../../../server/src/workspace/reads';
import type { Snapshot } from '../../../server/src/workspace/snapshot';
import { createWorkspace } from '../../../server/src/workspace/workspace';

const PODS = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
`;

const policy = (app: string, namespace = 'shop'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: one, namespace: ${namespace}}
spec: {podSelector: {matchLabels: {app: ${app}}}}
`;

/** Whether what was concluded from a look at the workspace may be different after a file has another text. */
function mayDiffer(look: (snapshot: Snapshot) => unknown, file: string, text: string): boolean {
  const workspace = createWorkspace();
  workspace.set('pods.yaml', PODS);
  workspace.set('policy.yaml', policy('web'));
  const before = workspace.snapshot();
  const { reads } = reading(() => look(observed(before)));
  workspace.set(file, text);
  return differences(before, workspace.snapshot())(reads);
}

function workload({ cluster }: Snapshot, name: string) {
  const found = cluster.workloads.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

describe('what was concluded from', () => {
  const select = ({ evaluator }: Snapshot) => evaluator.select({ op: 'namespace', name: 'shop' });
  const policies = ({ cluster }: Snapshot) => cluster.policies.length;
  const namespaces = ({ cluster }: Snapshot) => cluster.namespaces.size;
  const governing = (name: string) => (snapshot: Snapshot) =>
    snapshot.evaluator.policiesSelecting(workload(snapshot, name), 'ingress');
  const manifest = (snapshot: Snapshot) => snapshot.resourceOf(workload(snapshot, 'web').source);
  const MORE_LABELS = PODS.replace('{app: web}', '{app: web, tier: front}');

  it.each([
    ['selected pods', 'another policy', select, 'policy.yaml', policy('db'), false],
    ['selected pods', 'a namespace nobody is in', select, 'policy.yaml', policy('web', 'bank'), false],
    ['selected pods', 'other labels', select, 'pods.yaml', MORE_LABELS, true],
    ['namespaces', 'one more', namespaces, 'policy.yaml', policy('web', 'bank'), true],
    ['all policies', 'another policy', policies, 'policy.yaml', policy('db'), true],
    ['all policies', 'a comment', policies, 'policy.yaml', `# a comment\n${policy('web')}`, false],
    ['the policies of a pod', 'one for it', governing('db'), 'policy.yaml', policy('db'), true],
    ['the policies of a pod', 'one that was for it', governing('web'), 'policy.yaml', policy('db'), true],
    ['the policies of a pod', 'one for others', governing('db'), 'policy.yaml', policy('cache'), false],
    [
      'the manifest of a pod',
      'a comment in it',
      manifest,
      'pods.yaml',
      PODS.replace('---', '# one\n---'),
      true,
    ],
    ['the manifest of a pod', 'a comment elsewhere', manifest, 'pods.yaml', `${PODS}# the end\n`, false],
    ['all files', 'a comment', ({ files }: Snapshot) => files.size, 'pods.yaml', `${PODS}# the end\n`, true],
  ])('%s after %s', (_what, _change, look, file, text, expected) => {
    expect(mayDiffer(look, file, text)).toBe(expected);
  });

  it('an answer that was computed earlier rests on what that rested on', () => {
    let kept: ReturnType<typeof reading<number>> | undefined;
    const earlier = (snapshot: Snapshot) => {
      kept ??= reading(() => governing('db')(snapshot).length);
      readAgain(kept.reads);
    };
    const look = (snapshot: Snapshot) => {
      earlier(snapshot);
      return reading(() => earlier(snapshot)).value;
    };
    expect(mayDiffer(look, 'policy.yaml', policy('db'))).toBe(true);
  });

  describe('an answer', () => {
    const isAboutDb = ({ cluster }: Snapshot) => JSON.stringify(cluster.policies).includes('db');
    const look = (snapshot: Snapshot) => answerTo(snapshot, isAboutDb);

    it.each([
      ['is the same', 'cache', false],
      ['is another one', 'db', true],
    ])('that %s', (_what, app, expected) => {
      expect(mayDiffer(look, 'policy.yaml', policy(app))).toBe(expected);
    });

    it('is asked for again after each change, by what it then rests on', () => {
      const workspace = createWorkspace();
      workspace.set('policy.yaml', policy('web'));
      const ask = ({ cluster }: Snapshot) =>
        cluster.policies[0]?.ref.namespace === 'shop' ? cluster.workloads.length > 0 : false;
      let before = workspace.snapshot();
      const { reads } = reading(() => answerTo(observed(before), ask));
      const after = (file: string, text: string): boolean => {
        const earlier = before;
        workspace.set(file, text);
        before = workspace.snapshot();
        return differences(earlier, before)(reads);
      };
      expect(after('policy.yaml', policy('web', 'bank'))).toBe(false);
      expect(after('pods.yaml', PODS)).toBe(false);
      expect(after('policy.yaml', policy('web'))).toBe(true);
    });

    it('that cannot be given any more counts as another one', () => {
      const fragile = ({ cluster }: Snapshot) => {
        if (cluster.policies.length === 0) throw new Error('none');
        return true;
      };
      expect(mayDiffer((snapshot) => answerTo(snapshot, fragile), 'policy.yaml', '')).toBe(true);
    });

    it('that many use rests on all that it was concluded from', () => {
      const shared = (snapshot: Snapshot) => {
        const { reads } = reading(() => look(snapshot));
        return reading(() => readAgain(reads));
      };
      expect(mayDiffer((snapshot) => shared(snapshot).value, 'policy.yaml', policy('cache'))).toBe(true);
    });
  });

  it('nothing never differs', () => {
    const { reads } = reading(() => 1);
    expect(isEmpty(reads)).toBe(true);
    expect(mayDiffer(() => 1, 'pods.yaml', '')).toBe(false);
  });
});
