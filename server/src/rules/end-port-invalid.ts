/**
 * Rule: an endPort that makes no range with its port.
 */
import { MAX_PORT } from '../evaluator/connection-set';
import type { Source } from './api/place';
import { isSet, type Part } from './api/policy-parts';
import { rejection } from './api/rejection';
import { contentRange, textOf } from './fixes/layout';
import { removalOf } from './fixes/member';
import type { Finding, Fix, Rule } from './rule';

/** The field takes numbers of 32 bits. */
const MAX_DECODED = 2 ** 31 - 1;

export const rule = {
  id: 'end-port-invalid',
  severity: 'error',
  documentation: {
    title: 'An end of a port range that does not fit its beginning',
    clusterDoes: 'The API server rejects the policy.',
    meant: 'endPort needs a numeric port that is not greater: together they are the range.',
    bad: 'ports:\n- {port: 9000, endPort: 8000}\n- {port: http, endPort: 8080}',
    good: 'ports:\n- {port: 8000, endPort: 9000}\n- {port: http}',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports',
  },
  *check(context) {
    for (const item of context.parts.ports) {
      if (Number.isInteger(item.value['endPort'])) yield* endPort(context, item);
    }
  },
} satisfies Rule;

function* endPort(source: Source, item: Part): Iterable<Finding> {
  const { port, endPort: end } = item.value;
  const path = [...item.path, 'endPort'];
  if (typeof end === 'number' && Math.abs(end) > MAX_DECODED) {
    // Decoding ends here: whether there is a port is not asked any more.
    yield* range(source, item, 0, end);
  } else if (!isSet(port)) {
    const message = 'endPort needs a port to begin at, or the API server rejects the policy.';
    yield rejection(source, path, 'Invalid', message, { missing: true, fixes: removal(source, item) });
  } else if (typeof port === 'string') {
    const message = `A range cannot begin at the named port ${port}; the API server rejects it. Write its number, or remove endPort.`;
    yield rejection(source, path, 'Invalid', message, { fixes: removal(source, item) });
  } else if (typeof port === 'number' && typeof end === 'number') {
    yield* range(source, item, port, end);
  }
}

function* range(source: Source, item: Part, port: number, end: number): Iterable<Finding> {
  const path = [...item.path, 'endPort'];
  if (end < 1 || end > MAX_PORT) {
    const message = `Port numbers go from 1 to ${MAX_PORT}; the API server rejects ${end}.`;
    yield rejection(source, path, 'Invalid', message, { fixes: removal(source, item) });
  } else if (end < port) {
    const message = `The range ends at ${end}, before it begins at ${port}; the API server rejects it.`;
    const fixes = [...swap(source, item, port, end), ...removal(source, item)];
    yield rejection(source, path, 'Invalid', message, { fixes });
  }
}

function removal(source: Source, { path }: Part): readonly Fix[] {
  const edit = removalOf(source, [...path, 'endPort']);
  return edit === undefined ? [] : [{ title: 'Remove endPort', edits: [edit] }];
}

function swap(source: Source, { path }: Part, port: number, end: number): readonly Fix[] {
  const first = contentRange(source, [...path, 'port']);
  const last = contentRange(source, [...path, 'endPort']);
  if (first === undefined || last === undefined || port > MAX_PORT) return [];
  const edits = [
    { range: first, newText: textOf(source, last) },
    { range: last, newText: textOf(source, first) },
  ];
  return [{ title: `Allow ports ${end} to ${port}`, edits, preferred: true }];
}
