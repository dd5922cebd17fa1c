import { describe, expect, it } from 'vitest';
import type { EndpointPredicate } from '../../../../server/src/evaluator/model';
import { nearLabel } from '../../../../server/src/rules/api/near-labels';
import { createWorkspace } from '../../../../server/src/workspace/workspace';

function deployment(own: string, pods: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger, namespace: shop, labels: {${own}}}
spec:
  selector: {matchLabels: {${pods}}}
  template: {metadata: {labels: {${pods}}}}
`;
}

const LEDGER: EndpointPredicate = { op: 'label', on: 'pod', key: 'app', operator: 'In', values: ['ledger'] };

describe('labels that come near', () => {
  it.each([
    ['another value', 'team: a', 'app: legder', 'value', 'legder'],
    ['another key', 'team: a', 'k8s-app: ledger', 'key', 'k8s-app'],
    ['another object', 'app: ledger', 'team: a', 'object', 'app'],
  ])('%s', (_, own, pods, slip, instead) => {
    const workspace = createWorkspace();
    workspace.set('a.yaml', deployment(own, pods));
    expect(nearLabel(workspace.snapshot(), LEDGER)).toMatchObject({ slip, instead, value: 'ledger' });
  });

  it('are none where the value is right, or far away', () => {
    const workspace = createWorkspace();
    workspace.set('a.yaml', deployment('team: a', 'app: ledger'));
    workspace.set('b.yaml', deployment('team: a', 'app: till').replace('name: ledger', 'name: till'));
    expect(nearLabel(workspace.snapshot(), LEDGER)).toBeUndefined();
  });

  it('are looked for once for all policies with the same selector, and again in the next snapshot', () => {
    const workspace = createWorkspace();
    workspace.set('a.yaml', deployment('app: ledger', 'team: a'));
    const before = workspace.snapshot();
    const found = nearLabel(before, LEDGER);
    expect(found).toMatchObject({ slip: 'object' });
    expect(nearLabel(before, { ...LEDGER })).toBe(found);
    workspace.set('a.yaml', deployment('app: other', 'team: a'));
    expect(nearLabel(workspace.snapshot(), LEDGER)).toBeUndefined();
  });
});
