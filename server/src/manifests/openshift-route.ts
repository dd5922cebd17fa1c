/**
 * Reads Route (route.openshift.io): the Services that OpenShift's router sends its traffic to.
 * See https://github.com/openshift/api/blob/master/route/v1/types.go
 */
import type { BackendRef } from './ingress';
import { field, fieldAt, items, text } from './json-value';
import { isPortNumber } from './ports';

/** The Service of the route and its alternatives. Those of weight 0 get no traffic. */
export function readOpenshiftRoute(value: unknown): readonly BackendRef[] {
  const spec = field(value, 'spec');
  const target = fieldAt(spec, ['port', 'targetPort']);
  const port = isPortNumber(target) ? target : text(target);
  const alternatives = items(field(spec, 'alternateBackends'));
  return [
    readTarget(field(spec, 'to'), 'spec.to', port),
    ...alternatives.map((to, index) => readTarget(to, `spec.alternateBackends[${index}]`, port)),
  ].filter((backend) => backend !== undefined);
}

function readTarget(to: unknown, path: string, port: BackendRef['port']): BackendRef | undefined {
  const kind = field(to, 'kind') ?? 'Service';
  const service = text(field(to, 'name'));
  if (kind !== 'Service' || service === undefined || field(to, 'weight') === 0) return undefined;
  return { path, service, port };
}
