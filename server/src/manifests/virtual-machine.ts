/**
 * Reads what policies can see of a virtual machine of KubeVirt: the pod that runs it. The spec of a machine is found
 * in VirtualMachineInstances, and as the template of VirtualMachines and VirtualMachineInstanceReplicaSets.
 * See https://github.com/kubevirt/api/blob/main/core/v1/types.go
 */
import type { ContainerPort } from '../evaluator/model';
import { field, fieldAt, items, text } from './json-value';
import { readLabels } from './labels';
import type { PodTemplate } from './pod-template';
import { readPort } from './pod-template';

/** `machine` has `metadata` and `spec`. `name` is that of the machine, where there is only one. */
export function readMachineTemplate(machine: unknown, name: string | undefined): PodTemplate {
  const spec = field(machine, 'spec');
  return {
    labels: new Map([
      ...readLabels(fieldAt(machine, ['metadata', 'labels'])),
      ['kubevirt.io', 'virt-launcher'],
      ...(name === undefined ? [] : [['vm.kubevirt.io/name', name] as const]),
    ]),
    ports: items(fieldAt(spec, ['domain', 'devices', 'interfaces'])).flatMap(interfacePorts),
    hostNetwork: false,
    serviceAccount: serviceAccount(spec) ?? 'default',
  };
}

function interfacePorts(networkInterface: unknown): readonly ContainerPort[] {
  return items(field(networkInterface, 'ports'))
    .map((item) => readPort(item, 'port'))
    .filter((port) => port !== undefined);
}

/** A machine gets its service account as a disk. */
function serviceAccount(spec: unknown): string | undefined {
  const names = items(field(spec, 'volumes')).map((volume) =>
    text(fieldAt(volume, ['serviceAccount', 'serviceAccountName'])),
  );
  return names.find((name) => name !== undefined);
}
