/**
 * The ports that a connection to something is probably about: those that a workload declares, or a Service has. Any
 * other can be asked about as well.
 */
import type { ContainerPort, ServicePort } from '../evaluator/model';
import type { OfferedPort } from '../lsp/protocol';
import { portText } from '../wording/read-port';
import { readTarget } from '../wording/read-target';
import type { View } from './view';

/** @param namespace of names which carry none */
export function connectionPorts(
  { snapshot: { cluster } }: View,
  to: string,
  namespace: string,
): readonly OfferedPort[] {
  const named = readTarget(to, { cluster, namespace });
  if (!named.ok || named.value.port !== undefined) return [];
  const { target } = named.value;
  switch (target.kind) {
    case 'workload':
      return target.workload.ports.map(declared);
    case 'service':
      return target.service.ports.map(ofService);
    case 'addresses':
    case 'ingress-controller':
      return [];
  }
}

function declared({ name, port, protocol }: ContainerPort): OfferedPort {
  return offered({ port, protocol }, name, 'declared by its containers');
}

function ofService(port: ServicePort): OfferedPort {
  return offered(port, port.name, `Service port, leads to port ${port.targetPort} of its pods`);
}

function offered(
  query: Pick<ContainerPort, 'port' | 'protocol'>,
  name: string | undefined,
  source: string,
): OfferedPort {
  return { port: portText(query), about: name === undefined ? source : `${name} · ${source}` };
}
