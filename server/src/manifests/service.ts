/**
 * Reads Service (v1): which pods are behind it and how its ports are translated.
 */
import type { Service, ServicePort } from '../evaluator/model';
import { field, items, text } from './json-value';
import { readLabels } from './labels';
import { isPortNumber, readProtocol } from './ports';

/** What the spec of a Service says. Ports that cannot be read are left out. */
export function readService(
  value: unknown,
): Pick<Service, 'selector' | 'headless' | 'externalName' | 'ports'> {
  const spec = field(value, 'spec');
  const selector = readLabels(field(spec, 'selector'));
  const externalName = field(spec, 'type') === 'ExternalName' ? text(field(spec, 'externalName')) : undefined;
  return {
    // An empty selector counts as none: endpoints are then managed by hand.
    ...(selector.size > 0 && { selector }),
    ...(externalName !== undefined && { externalName }),
    headless: field(spec, 'clusterIP') === 'None',
    ports: items(field(spec, 'ports'))
      .map(readServicePort)
      .filter((port) => port !== undefined),
  };
}

function readServicePort(item: unknown): ServicePort | undefined {
  const port = field(item, 'port');
  const protocol = readProtocol(field(item, 'protocol'));
  if (!isPortNumber(port) || protocol === undefined) return undefined;
  const name = text(field(item, 'name'));
  return { ...(name !== undefined && { name }), port, protocol, targetPort: targetPort(item) ?? port };
}

function targetPort(item: unknown): number | string | undefined {
  const target = field(item, 'targetPort');
  return isPortNumber(target) ? target : text(target);
}
