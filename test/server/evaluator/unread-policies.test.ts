/**
 * Policies of kinds that are not understood: answers leave them out, and say so.
 */
import { expect, test } from 'vitest';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { drawCluster, findEndpoint } from './drawn-cluster';

const drawn = drawCluster('pod shop/web app=web \n pod shop/db app=db');
const unreadPolicies = [
  { ref: { kind: 'NetworkPolicy.projectcalico.org', name: 'deny' }, source: { file: 'c.yaml', resource: 0 } },
];
const [web, db] = [findEndpoint(drawn, 'shop/web'), findEndpoint(drawn, 'shop/db')];

test('every answer about a target rests on their deciding nothing', () => {
  const evaluator = createEvaluator({ ...drawn, unreadPolicies });
  const caveat = { kind: 'policies-not-read', policies: unreadPolicies };
  expect(evaluator.explain(web, db).caveats).toEqual([caveat]);
  expect(evaluator.reach('to', db).caveats).toEqual([caveat]);
});

test('nothing is said where there are none', () => {
  const evaluator = createEvaluator(drawn);
  expect(evaluator.explain(web, db).caveats).toEqual([]);
  expect(evaluator.reach('to', db).caveats).toEqual([]);
});
