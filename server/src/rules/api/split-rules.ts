/**
 * Two rules that a dash may have made of one: the first has nothing but peers, the second nothing but ports, or the
 * other way round. Knows what is ordinary all the same.
 */
import type { FieldPath } from '../../manifests/document';
import { lineStart } from '../fixes/layout';
import type { Source } from './place';
import { isMembers, PEERS_KEY, type DirectedPart } from './policy-parts';

/** A rule that lets everybody ask the DNS, or lets out every question to it, is ordinary. */
const DNS_PORTS: ReadonlySet<unknown> = new Set([53, 5353, 'dns', 'dns-tcp']);

export interface SplitRule {
  readonly first: DirectedPart;
  readonly second: DirectedPart;
}

/** Neighbours of one direction of which one has only peers and the other only ports: one rule cut in two by a dash. */
export function splitRules(source: Source, rules: readonly DirectedPart[]): readonly SplitRule[] {
  return rules.flatMap((first, index) => {
    const second = rules[index + 1];
    if (second?.direction !== first.direction || !isSplit(first, second)) return [];
    return beginsNewTopic(source, second.path) ? [] : [{ first, second }];
  });
}

/** One has peers only, the other ports only. */
function isSplit(first: DirectedPart, second: DirectedPart): boolean {
  const [withPeers, withPorts] = hasOnly(first, PEERS_KEY[first.direction])
    ? [first, second]
    : [second, first];
  return (
    hasOnly(withPeers, PEERS_KEY[withPeers.direction]) && hasOnly(withPorts, 'ports') && !isForDns(withPorts)
  );
}

function hasOnly({ value }: DirectedPart, key: string): boolean {
  const list = value[key];
  return Object.keys(value).length === 1 && Array.isArray(list) && list.length > 0;
}

function isForDns({ value: { ports } }: DirectedPart): boolean {
  return Array.isArray(ports) && ports.every((item) => isMembers(item) && DNS_PORTS.has(item['port']));
}

function beginsNewTopic({ file: { text }, resource }: Source, path: FieldPath): boolean {
  const dash = resource.locate(path)?.dash;
  if (dash === undefined) return false;
  const before = text.slice(0, lineStart(text, dash.start)).trimEnd();
  return /^\s*#(?!\s*podreach-)/u.test(before.slice(before.lastIndexOf('\n') + 1));
}
