/**
 * Reads what policies can see of a pod, from a Pod or from a pod template.
 */
import type { ContainerPort, Labels } from '../evaluator/model';
import { field, fieldAt, items, text } from './json-value';
import { readLabels } from './labels';
import { isPortNumber, readProtocol } from './ports';

export interface PodTemplate {
  readonly labels: Labels;
  /** Of containers, then of sidecars, as they are declared. */
  readonly ports: readonly ContainerPort[];
  readonly hostNetwork: boolean;
  readonly serviceAccount: string;
}

/** Reads `metadata` and `spec` of a Pod or pod template. */
export function readPodTemplate(template: unknown): PodTemplate {
  const spec = field(template, 'spec');
  return {
    labels: readLabels(fieldAt(template, ['metadata', 'labels'])),
    ports: [...items(field(spec, 'containers')), ...sidecars(spec)].flatMap(containerPorts),
    hostNetwork: field(spec, 'hostNetwork') === true,
    serviceAccount:
      text(field(spec, 'serviceAccountName')) ?? text(field(spec, 'serviceAccount')) ?? 'default',
  };
}

/** Init containers that run beside the containers; the others have ended before the pod is ready. */
function sidecars(spec: unknown): readonly unknown[] {
  return items(field(spec, 'initContainers')).filter(
    (container) => field(container, 'restartPolicy') === 'Always',
  );
}

function containerPorts(container: unknown): readonly ContainerPort[] {
  return items(field(container, 'ports'))
    .map((item) => readPort(item, 'containerPort'))
    .filter((port) => port !== undefined);
}

/** An item of a list of ports; `number` names the field with the number. Undefined for what is no port. */
export function readPort(item: unknown, number: 'containerPort' | 'port'): ContainerPort | undefined {
  const port = field(item, number);
  const protocol = readProtocol(field(item, 'protocol'));
  if (!isPortNumber(port) || protocol === undefined) return undefined;
  const name = text(field(item, 'name'));
  return { ...(name !== undefined && { name }), port, protocol };
}
