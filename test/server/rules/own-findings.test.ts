/** What is told of a file before anything else is known must stand once everything is. */
import { describe, expect, it } from 'vitest';
import { checkFile, type CheckSettings, type Diagnostic } from '../../../server/src/rules/check';
import { createWorkspace } from '../../../server/src/workspace/workspace';
import { allFixtures, readFixture } from './fixture';

const NAME = 'fixture.yaml';

/** Objects by which rules may come to say more, or less. */
const OTHERS: Readonly<Record<string, string>> = {
  'kustomization.yaml': 'namespace: shop\nresources: [fixture.yaml]\ncommonLabels: {team: a}\n',
  'namespaces.yaml': ['default', 'shop', 'monitoring']
    .map((name) => `kind: Namespace\napiVersion: v1\nmetadata: {name: ${name}, labels: {team: ops}}\n`)
    .join('---\n'),
  'pods.yaml': ['web', 'api', 'db', 'cart']
    .flatMap((app) => ['default', 'shop', 'monitoring'].map((namespace) => ({ app, namespace })))
    .map(
      ({ app, namespace }) =>
        `kind: Pod\napiVersion: v1\nmetadata: {name: ${app}, namespace: ${namespace}, labels: {app: ${app}}}
spec: {containers: [{name: main, ports: [{name: http, containerPort: 8080}]}]}\n`,
    )
    .join('---\n'),
  'policy.yaml': `kind: NetworkPolicy\napiVersion: networking.k8s.io/v1
metadata: {name: deny, namespace: default}\nspec: {podSelector: {}, policyTypes: [Ingress, Egress]}\n`,
};

function checked(
  text: string,
  settings: CheckSettings,
  others: Readonly<Record<string, string>>,
): readonly Diagnostic[] {
  const workspace = createWorkspace();
  for (const [name, other] of Object.entries({ ...others, [NAME]: text })) workspace.set(name, other);
  const snapshot = workspace.snapshot();
  const file = snapshot.files.get(NAME);
  return file ? checkFile(snapshot, file, settings) : [];
}

describe('what is found in a file alone', () => {
  it.each(allFixtures())('is found among others, too: $rule/$name', ({ source }) => {
    const { text, settings } = readFixture(source);
    const own = checked(text, { ...settings, ownOnly: true }, {});
    for (const others of [{}, OTHERS]) {
      const all = new Set(checked(text, settings, others).map((finding) => JSON.stringify(finding)));
      expect(own.filter((finding) => !all.has(JSON.stringify(finding)))).toEqual([]);
    }
  });

  it('is what the API server says, but nothing that rests on other objects', () => {
    const text = `kind: NetworkPolicy
apiVersion: networking.k8s.io/v1
metadata: {name: one, namespace: shop}
spec: {podSelector: {matchLabels: {app: web}}, ingress: [{ports: [{port: 80800}, {port: htp}]}]}
`;
    const codes = (settings: CheckSettings): readonly string[] =>
      checked(text, settings, OTHERS).map(({ code }) => code);
    expect(codes({ ownOnly: true })).toEqual(['rule-allows-any-peer', 'invalid-port']);
    expect(codes({})).toEqual(expect.arrayContaining(['invalid-port', 'named-port-undefined']));
  });

  it('does not call a comment useless, which may silence what is found later', () => {
    const text = '# podreach-ignore-file invalid-port, no-such-rule\nkind: Pod\napiVersion: v1\n';
    const codes = checked(text, { ownOnly: true }, {}).map(({ code }) => code);
    expect(codes).toEqual(['unknown-ignore']);
  });
});
