import { describe, expect, it } from 'vitest';
import { emphasisOf, subjectNodes } from '../../../client/src/map/webview/emphasis';
import type { FollowedPolicy } from '../../../client/src/map/webview/messages';
import { visibleGraph } from '../../../client/src/map/webview/visible';
import { ALL_FOLDED, ALL_OPEN, arrowsOf, map } from './sample-map';

const shop = map(['s/cart', 's/web', 's/db'], ['1 > 0 80/TCP', '0 > 2 5432/TCP', '1 > 2 5432/TCP']);
const graph = visibleGraph(shop, ALL_OPEN);
const [cart, web, db] = ['s/cart[Deployment]', 's/web[Deployment]', 's/db[Deployment]'];
const policy: FollowedPolicy = { name: 's/cart', subjects: [cart], directions: ['ingress'] };

function strong(focus: string | undefined, followed: FollowedPolicy | undefined): readonly string[] {
  const emphasis = emphasisOf(graph.arrows, focus, subjectNodes(graph.nodes, followed), followed);
  return arrowsOf({ ...graph, arrows: graph.arrows.filter(emphasis.hasArrow) });
}

describe('emphasisOf', () => {
  it('lets nothing stand out, and nothing step back, while nothing is in focus', () => {
    expect(emphasisOf(graph.arrows, undefined, new Set(), undefined).isPlain).toBe(true);
  });

  it('lets the arrows of the node in focus stand out, and whom they lead to', () => {
    expect(strong(web, policy)).toEqual([`${web} > ${cart}: 80/TCP`, `${web} > ${db}: 5432/TCP`]);
    const { hasNode } = emphasisOf(graph.arrows, cart, new Set(), undefined);
    expect([cart, web, db].map(hasNode)).toEqual([true, true, true]);
  });

  it.each([
    [['ingress'], [`${web} > ${cart}: 80/TCP`]],
    [['egress'], [`${cart} > ${db}: 5432/TCP`]],
    [
      ['ingress', 'egress'],
      [`${web} > ${cart}: 80/TCP`, `${cart} > ${db}: 5432/TCP`],
    ],
  ] as const)('lets what a policy for %j governs stand out', (directions, expected) => {
    expect(strong(undefined, { ...policy, directions })).toEqual(expected);
  });

  it('stays plain for a policy that selects nobody on the map', () => {
    const nobody = { ...policy, subjects: [] };
    expect(emphasisOf(graph.arrows, undefined, subjectNodes(graph.nodes, nobody), nobody).isPlain).toBe(true);
  });
});

describe('subjectNodes', () => {
  it('finds a folded namespace by the workloads in it', () => {
    expect([...subjectNodes(visibleGraph(shop, ALL_FOLDED).nodes, policy)]).toEqual(['namespace s']);
  });
});
