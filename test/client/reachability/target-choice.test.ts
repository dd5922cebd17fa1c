import { describe, expect, it } from 'vitest';
import type { ReachTarget } from '../../../server/src/lsp/protocol';
import { choices, type Choice } from '../../../client/src/reachability/target-choice';
import { english } from '../english';
import { line } from './sample-answer';

const cart: ReachTarget = { id: 'shop/cart[Deployment]', kind: 'workload', title: 'shop/cart' };
const web: ReachTarget = { id: 'shop/web[Pod]', kind: 'workload', title: 'shop/web' };
const service: ReachTarget = { id: 'svc/shop/cart', kind: 'service', title: 'shop/cart' };
const policy: ReachTarget = { id: 'policy/shop/allow', kind: 'policy', title: 'shop/allow' };

const fileName = (uri: string): string => uri.replace('file:///', '');

function drawn(list: readonly Choice[]): readonly string[] {
  return list.map((choice) =>
    'heading' in choice
      ? `-- ${choice.heading}`
      : [choice.label, choice.description, choice.detail].filter(Boolean).join(' | '),
  );
}

describe('choices', () => {
  it('lists workloads, Services and policies under headings', () => {
    expect(drawn(choices([cart, web, service, policy], [], fileName, english))).toEqual([
      '-- Workloads',
      'shop/cart | Deployment',
      'shop/web | Pod',
      '-- Services',
      'shop/cart | Service',
      '-- Policies',
      'shop/allow | Policy',
    ]);
  });

  it('puts what was asked before on top, newest first, and only there', () => {
    expect(drawn(choices([cart, web], [web.id, cart.id, 'gone/x[Pod]'], fileName, english))).toEqual([
      '-- Asked before',
      'shop/web | Pod',
      'shop/cart | Deployment',
    ]);
  });

  it('tells equal names of different clusters apart by their file', () => {
    const stages = ['1', '2'].map((stage) => ({ ...cart, location: line(`file:///${stage}/cart.yaml`, 0) }));
    expect(drawn(choices([...stages, web], [], fileName, english))).toEqual([
      '-- Workloads',
      'shop/cart | Deployment | 1/cart.yaml',
      'shop/cart | Deployment | 2/cart.yaml',
      'shop/web | Pod',
    ]);
  });

  it('is empty when nothing is known', () => {
    expect(choices([], [cart.id], fileName, english)).toEqual([]);
  });
});
