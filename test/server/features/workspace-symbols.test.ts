import { describe, expect, it } from 'vitest';
import { workspaceSymbols } from '../../../server/src/features/workspace-symbols';
import { cartPolicy, fixture, pod, PODS } from './fixture';
import { placeText } from './places';

function names(text: string, query: string): readonly string[] {
  return workspaceSymbols([fixture(text).view], query).map(
    ({ name, containerName }) => `${name} ${containerName}`,
  );
}

describe('workspace symbols', () => {
  it('are workloads and policies, each with its kind', () => {
    expect(names(cartPolicy('') + PODS, '')).toEqual([
      'monitoring/probe Pod',
      'shop/cart Pod',
      'shop/cart NetworkPolicy',
      'shop/db Pod',
      'shop/web Pod',
    ]);
  });

  it('have the letters of the query in their order, whatever their case', () => {
    expect(names(PODS, 'ShpWb')).toEqual(['shop/web Pod']);
    expect(names(PODS, 'bew')).toEqual([]);
  });

  it('come first when they contain the query as it stands', () => {
    const text = `# file: a.yaml\n${pod('a', 'd-x-b')}---\n${pod('shop', 'db')}`;
    expect(names(text, 'db')).toEqual(['shop/db Pod', 'a/d-x-b Pod']);
  });

  it('stand where their name is written', () => {
    const { view } = fixture(cartPolicy('') + PODS);
    const [web] = workspaceSymbols([view], 'shop/web');
    const location = web?.location;
    expect(location && 'range' in location && placeText(view, location)).toBe('pods.yaml web: web');
  });

  it('are 200 at most', () => {
    const many = Array.from({ length: 250 }, (_, index) => pod('shop', `web-${index}`)).join('---\n');
    expect(names(many, 'web')).toHaveLength(200);
  });
});
