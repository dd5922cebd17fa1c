import { describe, expect, test } from 'vitest';
import { togetherAmong } from '../../../../server/src/rules/api/selected-together';
import { createWorkspace } from '../../../../server/src/workspace/workspace';

/** `name: selector` a line; the name begins with the namespace. */
function policiesOf(lines: string) {
  const workspace = createWorkspace();
  const texts = lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, namespace = '', name = '', selector = ''] = /^\s*(\w+)\/(\w+): (.*)$/u.exec(line) ?? [];
      return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {namespace: ${namespace}, name: ${name}}\nspec:\n  podSelector: ${selector}\n`;
    });
  workspace.set('policies.yaml', texts.join('---\n'));
  return workspace.snapshot().cluster.policies;
}

const POLICIES = policiesOf(`
  shop/all: {}
  shop/web: {matchLabels: {app: web}}
  shop/webs: {matchExpressions: [{key: app, operator: In, values: [web, site]}]}
  shop/database: {matchLabels: {app: db}}
  shop/tier: {matchLabels: {tier: front}}
  shop/other: {matchExpressions: [{key: app, operator: NotIn, values: [web]}]}
  bank/web: {matchLabels: {app: web}}
`);

describe('policies that may select the same pods', () => {
  test.each([
    ['shop/web', ['all', 'web', 'webs', 'tier', 'other']],
    ['shop/database', ['all', 'database', 'tier', 'other']],
    ['shop/all', ['all', 'web', 'webs', 'database', 'tier', 'other']],
    ['shop/other', ['all', 'web', 'webs', 'database', 'tier', 'other']],
    ['bank/web', ['web']],
  ])('as %s', (wanted, expected) => {
    const policy = POLICIES.find(({ ref }) => `${ref.namespace ?? ''}/${ref.name}` === wanted);
    if (policy === undefined) throw new Error(`no policy ${wanted}`);
    const found = togetherAmong(POLICIES)(policy).map(({ ref }) => ref.name);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });
});
