import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readIngress } from '../../../server/src/manifests/ingress';

/** `path service port`, for each backend of an Ingress with this spec. */
function backends(spec: string): readonly string[] {
  const value = { spec: parse(spec) as unknown };
  return readIngress(value).map(({ path, service, port }) => `${path} ${service} ${typeof port} ${port}`);
}

test('the backends of all rules, and the one for the rest', () => {
  expect(
    backends(`
      defaultBackend: {service: {name: fallback, port: {number: 80}}}
      rules:
      - host: a.example.org
        http:
          paths:
          - {path: /, pathType: Prefix, backend: {service: {name: web, port: {name: http}}}}
          - {path: /api, pathType: Exact, backend: {service: {name: api, port: {number: 8080}}}}
      - http:
          paths:
          - {path: /, pathType: Prefix, backend: {service: {name: other, port: {number: 81}}}}
    `),
  ).toEqual([
    'spec.defaultBackend fallback number 80',
    'spec.rules[0].http.paths[0].backend web string http',
    'spec.rules[0].http.paths[1].backend api number 8080',
    'spec.rules[1].http.paths[0].backend other number 81',
  ]);
});

test('the form before v1', () => {
  const spec = `
    backend: {serviceName: fallback, servicePort: http}
    rules: [{http: {paths: [{backend: {serviceName: web, servicePort: 80}}]}}]
  `;
  expect(backends(spec)).toEqual([
    'spec.backend fallback string http',
    'spec.rules[0].http.paths[0].backend web number 80',
  ]);
});

test.each([
  ['a resource', '{resource: {apiGroup: k8s.example.org, kind: Bucket, name: static}}'],
  ['no name', '{service: {port: {number: 80}}}'],
  ['no port', '{service: {name: web}}'],
  ['a port that is none', '{service: {name: web, port: {number: 0}}}'],
  ['a port as a number alone', '{service: {name: web, port: 80}}'],
  ['nothing', 'null'],
  ['text', 'web'],
])('a backend that leads nowhere: %s', (_name, backend) => {
  expect(backends(`{defaultBackend: ${backend}, rules: [{http: {paths: [{backend: ${backend}}]}}]}`)).toEqual(
    [],
  );
});

test.each([
  undefined,
  null,
  {},
  { spec: null },
  { spec: { rules: {} } },
  { spec: { rules: [null, { http: 1 }] } },
])('half an Ingress: %j', (value) => {
  expect(readIngress(value)).toEqual([]);
});
