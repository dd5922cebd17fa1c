/**
 * Rule: ports that are neither a port number nor a possible name of one.
 */
import { MAX_PORT } from '../evaluator/connection-set';
import type { Source } from './api/place';
import { type Part } from './api/policy-parts';
import { portNameProblems } from './api/name-syntax';
import { rejection } from './api/rejection';
import { unquoteNumber } from './fixes/scalar';
import type { Finding, Rule } from './rule';

export const rule = {
  id: 'invalid-port',
  severity: 'error',
  documentation: {
    title: 'A port that cannot be one',
    clusterDoes: 'The API server rejects the policy.',
    meant:
      'A number from 1 to 65535 without quotes, or the name of a container port. In quotes, a number is a name, and names need a letter. Several ports are several items.',
    bad: 'ports:\n- port: "80"\n- port: 8000-8080',
    good: 'ports:\n- port: 80\n- port: 8000\n  endPort: 8080',
    link: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports',
  },
  *check(context) {
    for (const item of context.parts.ports) {
      const { port } = item.value;
      if (typeof port === 'number') yield* number(context, item, port);
      if (typeof port === 'string') yield* name(context, item, port);
    }
  },
} satisfies Rule;

function* number(source: Source, { path }: Part, port: number): Iterable<Finding> {
  if (!Number.isInteger(port) || (port >= 1 && port <= MAX_PORT)) return;
  const message = `Port numbers go from 1 to ${MAX_PORT}; the API server rejects ${port}.`;
  yield rejection(source, [...path, 'port'], 'Invalid', message);
}

function* name(source: Source, { path }: Part, port: string): Iterable<Finding> {
  const problems = portNameProblems(port);
  if (problems.length === 0) return;
  const field = [...path, 'port'];
  yield rejection(source, field, 'Invalid', nameMessage(port, problems), {
    fixes: unquoteNumber(source, field),
  });
}

function nameMessage(port: string, problems: readonly string[]): string {
  if (/^\d+$/u.test(port)) {
    return `In quotes, "${port}" is the name of a port, and names need a letter: the API server rejects it. Write the number without quotes.`;
  }
  const [, first, last] = /^(\d+)\s*[-:]\s*(\d+)$/u.exec(port) ?? [];
  if (first !== undefined && last !== undefined) {
    return `The API server rejects "${port}". Write a range as port: ${first} and endPort: ${last}.`;
  }
  if (/^\d+(?:\s*,\s*\d+)+$/u.test(port)) {
    return `The API server rejects "${port}". Write one item of ports for each number.`;
  }
  return `The API server rejects the port name "${port}": ${problems.join('; ')}.`;
}
