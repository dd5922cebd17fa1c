/**
 * The ports that a connection to something is probably about: those that a workload declares, or a Service has. Any
 * other can be asked about as well.
 */
import { workloadId, type ContainerPort, type Service, type ServicePort } from '../evaluator/model';
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
      return target.workload.ports.map((port) => declared(port, workloadId(target.workload)));
    case 'service':
      return portsOf(target.service);
    case 'addresses':
    case 'ingress-controller':
      return [];
  }
}

function declared({ name, port, protocol }: ContainerPort, workload: string): OfferedPort {
  return offered({ port, protocol }, name, `declared by ${workload}`);
}

function portsOf({ namespace, name, ports }: Service): readonly OfferedPort[] {
  return ports.map((one) => offered(one, one.name, `of Service ${namespace}/${name}, ${leadsTo(one)}`));
}

function leadsTo({ targetPort }: ServicePort): string {
  return `leads to port ${targetPort} of its pods`;
}

function offered(
  query: Pick<ContainerPort, 'port' | 'protocol'>,
  name: string | undefined,
  source: string,
): OfferedPort {
  return { port: portText(query), about: name === undefined ? source : `${name} · ${source}` };
}
