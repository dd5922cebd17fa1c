/**
 * Labels that no template has: answers are given as if no pod had them, and say so.
 */
import { expect, test } from 'vitest';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import { drawCluster, findEndpoint, networkPolicy } from './drawn-cluster';

const primary = 'podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: db-0}}';

test.each([
  ['known by its template', 'deployment shop/db app=db', [{ kind: 'run-time-labels' }]],
  ['that runs', 'pod shop/db app=db', []],
])('a workload %s', (_, db, expected) => {
  const drawn = drawCluster(`${db} \n pod shop/web app=web`, networkPolicy('shop', primary));
  const evaluator = createEvaluator(drawn);
  const [from, to] = [findEndpoint(drawn, 'shop/web'), findEndpoint(drawn, 'shop/db')];
  expect(evaluator.explain(from, to).caveats).toMatchObject(expected);
  expect(evaluator.reach('to', to).caveats).toMatchObject(expected);
});
