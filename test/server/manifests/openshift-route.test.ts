import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readOpenshiftRoute } from '../../../server/src/manifests/openshift-route';

function backends(spec: string): readonly string[] {
  const value = { spec: parse(spec) as unknown };
  return readOpenshiftRoute(value).map(({ path, service, port = 'all' }) => `${path} ${service} ${port}`);
}

test.each([
  ['all ports', '{to: {kind: Service, name: web}}', ['spec.to web all']],
  ['a number', '{to: {name: web}, port: {targetPort: 8080}}', ['spec.to web 8080']],
  ['a name', '{to: {name: web}, port: {targetPort: http}}', ['spec.to web http']],
  [
    'alternatives',
    '{to: {name: web, weight: 1}, alternateBackends: [{kind: Service, name: b}, {name: c}], port: {targetPort: 80}}',
    ['spec.to web 80', 'spec.alternateBackends[0] b 80', 'spec.alternateBackends[1] c 80'],
  ],
  [
    'no traffic',
    '{to: {name: web, weight: 0}, alternateBackends: [{name: b}]}',
    ['spec.alternateBackends[0] b all'],
  ],
  ['another kind', '{to: {kind: Function, name: web}}', []],
  ['no name', '{to: {kind: Service}}', []],
  ['nothing', '{}', []],
])('%s', (_name, spec, expected) => {
  expect(backends(spec)).toEqual(expected);
});
