import { describe, expect, it } from 'vitest';
import { joinWays } from '../../../server/src/drawing/join-ways';

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly ports: string;
}

function joined(...arrows: readonly string[]): readonly string[] {
  const parsed = arrows.map((text): Arrow => {
    const [from = '', to = '', ports = ''] = text.split(' ');
    return { from, to, ports };
  });
  return joinWays(parsed, (a, b) => a.ports === b.ports).map(
    ({ there: { from, to, ports }, back }) => `${from} ${back ? '<->' : '->'} ${to} ${ports}`,
  );
}

describe('joinWays', () => {
  it('joins arrows that go back and forth', () => {
    expect(joined('a b 80', 'a c 80', 'b a 80')).toEqual(['a <-> b 80', 'a -> c 80']);
  });

  it('keeps apart those that differ', () => {
    expect(joined('a b 80', 'b a 443')).toEqual(['a -> b 80', 'b -> a 443']);
  });
});
