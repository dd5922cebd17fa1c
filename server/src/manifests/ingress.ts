/**
 * Reads Ingress (networking.k8s.io): the Services that it names as backends.
 */
import { field, fieldAt, isObject, items, text } from './json-value';
import { isPortNumber } from './ports';

/** A port of a Service that something names as the place to send traffic to. */
export interface BackendRef {
  /** Where it stands: `spec.rules[0].http.paths[1].backend`. */
  readonly path: string;
  readonly service: string;
  /** Number or name of the port; all of them when absent. */
  readonly port: number | string | undefined;
}

/** The backends that are Services, in their order. Those without a port lead nowhere. */
export function readIngress(value: unknown): readonly BackendRef[] {
  const spec = field(value, 'spec');
  const paths = items(field(spec, 'rules')).flatMap((rule, nth) =>
    items(fieldAt(rule, ['http', 'paths'])).map((path, index) =>
      readBackend(field(path, 'backend'), `spec.rules[${nth}].http.paths[${index}].backend`),
    ),
  );
  // `backend` was its name before v1.
  const standard = ['defaultBackend', 'backend'].map((name) =>
    readBackend(field(spec, name), `spec.${name}`),
  );
  return [...standard, ...paths].filter((backend) => backend !== undefined);
}

function readBackend(backend: unknown, path: string): BackendRef | undefined {
  if (!isObject(backend)) return undefined;
  const service = backend['service'];
  const name = text(field(service, 'name')) ?? text(backend['serviceName']);
  const port = readPort(field(service, 'port')) ?? portOf(backend['servicePort']);
  return name === undefined || port === undefined ? undefined : { path, service: name, port };
}

/** Exactly one of the two is set. */
function readPort(port: unknown): number | string | undefined {
  return text(field(port, 'name')) ?? portOf(field(port, 'number'));
}

function portOf(value: unknown): number | string | undefined {
  return isPortNumber(value) ? value : text(value);
}
