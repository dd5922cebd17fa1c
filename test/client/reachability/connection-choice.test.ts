import { describe, expect, it } from 'vitest';
import type { ExplainDefaults, OfferedPort, ReachTarget } from '../../../server/src/lsp/protocol';
import {
  endChoices,
  portChoices,
  typedChoice,
  type PartChoice,
} from '../../../client/src/reachability/connection-choice';
import { english } from '../english';

const cart: ReachTarget = { id: 'shop/cart[Deployment]', kind: 'workload', title: 'shop/cart' };
const web: ReachTarget = { id: 'shop/web[Pod]', kind: 'workload', title: 'shop/web' };
const service: ReachTarget = { id: 'svc/shop/cart', kind: 'service', title: 'shop/cart' };
const policy: ReachTarget = { id: 'policy/shop/allow', kind: 'policy', title: 'shop/allow' };
const targets = [cart, web, service, policy];
const nothing: ExplainDefaults = { from: [], to: [] };

function drawn(part: 'from' | 'to', defaults: Partial<ExplainDefaults> = {}): readonly string[] {
  const offers = { targets, defaults: { ...nothing, ...defaults }, fileName: (uri: string) => uri };
  return lines(endChoices(part, offers, english));
}

function lines(choices: readonly PartChoice[]): readonly string[] {
  return choices.map((choice) =>
    'heading' in choice
      ? `-- ${choice.heading}`
      : [choice.label, choice.description].filter(Boolean).join(' | '),
  );
}

describe('the choices for an end', () => {
  it('are workloads for a source: a Service opens no connections', () => {
    expect(drawn('from')).toEqual(['-- Workloads', 'shop/cart | Deployment', 'shop/web | Pod']);
  });

  it('are workloads and Services for a destination', () => {
    expect(drawn('to')).toEqual([
      '-- Workloads',
      'shop/cart | Deployment',
      'shop/web | Pod',
      '-- Services',
      'shop/cart | Service',
    ]);
  });

  it('begin with what is meant at the cursor, and have it there only', () => {
    expect(drawn('from', { from: ['shop/web[Pod]', '10.0.0.0/8', '2001:db8::/32'] })).toEqual([
      '-- At the Cursor',
      'shop/web | Pod',
      '10.0.0.0/8 | Addresses',
      '2001:db8::/32 | Addresses',
      '-- Workloads',
      'shop/cart | Deployment',
    ]);
  });

  it('leave out what is at the cursor but cannot be this end', () => {
    expect(drawn('from', { from: ['svc/shop/cart'] })[0]).toBe('-- Workloads');
  });
});

describe('the choices for a port', () => {
  const ports: readonly OfferedPort[] = [
    { port: '8080/TCP', about: 'http · declared by its containers' },
    { port: '9090/TCP', about: 'declared by its containers' },
  ];
  const drawnPorts = (port?: string): readonly string[] =>
    lines(portChoices({ ...nothing, ...(port !== undefined && { port }) }, 'shop/cart', ports, english));

  it('are any port, and below it those of the destination', () => {
    expect(drawnPorts()).toEqual([
      'Any port',
      '-- Ports of shop/cart',
      '8080/TCP | http · declared by its containers',
      '9090/TCP | declared by its containers',
    ]);
    expect(lines(portChoices(nothing, '10.0.0.0/8', [], english))).toEqual(['Any port']);
  });

  it('begin with the one at the cursor, and have it there only', () => {
    expect(drawnPorts('9090/TCP')).toEqual([
      '9090/TCP | declared by its containers · at the cursor',
      'Any port',
      '-- Ports of shop/cart',
      '8080/TCP | http · declared by its containers',
    ]);
    expect(drawnPorts('80/TCP')[0]).toBe('80/TCP | at the cursor');
  });
});

describe('what is typed', () => {
  const known: readonly PartChoice[] = [{ label: 'shop/web', description: 'Pod', text: 'shop/web[Pod]' }];

  it('can be chosen as it is', () => {
    expect(typedChoice(' http://cart.shop ', known, english)).toEqual({
      label: 'http://cart.shop',
      description: 'as typed',
      text: 'http://cart.shop',
    });
  });

  it('is no choice when it is nothing, or one that is there', () => {
    expect(typedChoice('  ', known, english)).toBeUndefined();
    expect(typedChoice('shop/web[Pod]', known, english)).toBeUndefined();
  });
});
