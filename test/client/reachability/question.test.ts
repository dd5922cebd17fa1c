import { describe, expect, it } from 'vitest';
import type { ReachTarget } from '../../../server/src/lsp/protocol';
import { questionKey, questionText } from '../../../client/src/reachability/question';
import { english } from '../english';

const workload: ReachTarget = { id: 'shop/cart[Deployment]', kind: 'workload', title: 'shop/cart' };
const service: ReachTarget = { id: 'svc/shop/cart', kind: 'service', title: 'shop/cart' };
const policy: ReachTarget = { id: 'policy/shop/allow-web', kind: 'policy', title: 'shop/allow-web' };

describe('questionText', () => {
  it.each([
    ['to', workload, 'Which pods can reach shop/cart[Deployment]?'],
    ['from', workload, 'What can shop/cart[Deployment] reach?'],
    ['to', service, 'Which pods can reach Service shop/cart?'],
    ['to', policy, 'Which pods can reach the pods of policy shop/allow-web?'],
    ['from', policy, 'What can the pods of policy shop/allow-web reach?'],
  ] as const)('%s %j', (direction, target, text) => {
    expect(questionText(direction, target, english)).toBe(text);
  });
});

describe('questionKey', () => {
  const question = { kind: 'reach', direction: 'to', uri: 'file:///a.yaml', target: workload.id } as const;

  it('is equal for the same question', () => {
    expect(questionKey({ ...question })).toBe(questionKey(question));
  });

  it.each([
    { ...question, direction: 'from' as const },
    { ...question, uri: 'file:///b.yaml' },
    { ...question, target: 'shop/web[Deployment]' },
    { kind: 'explain' as const, uri: 'file:///a.yaml', from: 'a/b[Pod]', to: 'a/c[Pod]' },
    { kind: 'changes' as const, uri: 'file:///a.yaml', since: 'HEAD' as const },
  ])('tells %j apart', (other) => {
    expect(questionKey(other)).not.toBe(questionKey(question));
  });

  it('tells explanations and comparisons apart', () => {
    const explain = { kind: 'explain', uri: 'file:///a.yaml', from: 'a/b[Pod]', to: 'a/c[Pod]' } as const;
    const changes = { kind: 'changes', uri: 'file:///a.yaml', since: 'HEAD' } as const;
    const keys = [
      explain,
      { ...explain, port: '80' },
      changes,
      { ...changes, since: 'saved' as const },
      { ...changes, target: 'policy/a/b' },
    ].map(questionKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
