import { describe, expect, test } from 'vitest';
import type { EndpointPredicate, Policy } from '../../../server/src/evaluator/model';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { readNetworkPolicy } from '../../../server/src/manifests/network-policy';
import { translateNetworkPolicy } from '../../../server/src/workspace/translate-network-policy';

const SOURCE = { file: 'a.yaml', resource: 0 };

function translated(spec: string): Policy {
  const [resource] = readManifestFile('a.yaml', `kind: NetworkPolicy\nspec: ${spec}\n`).resources;
  return translateNetworkPolicy(readNetworkPolicy(resource?.value), 'shop', 'web', SOURCE);
}

/** A predicate as a line of text. `!` at its end: pods on the host network are not meant. */
function shown(predicate: EndpointPredicate): string {
  switch (predicate.op) {
    case 'all':
    case 'any': {
      const parts = predicate.of.map(shown);
      return parts.at(-1) === 'not(host-network)'
        ? `${predicate.op}(${parts.slice(0, -1).join(', ')})!`
        : `${predicate.op}(${parts.join(', ')})`;
    }
    case 'not':
      return `not(${shown(predicate.of)})`;
    case 'namespace':
      return `in ${predicate.name}`;
    case 'label':
      return `${predicate.on} ${predicate.key} ${predicate.operator} ${predicate.values.join('|')}`;
    case 'host-network':
      return 'host-network';
  }
}

function peersShown(spec: string): unknown {
  const peers = translated(spec).ingress?.[0]?.peers;
  if (peers === undefined || peers === 'any') return peers;
  return peers.map((peer) => (peer.kind === 'endpoints' ? `${peer.path}: ${shown(peer.predicate)}` : peer));
}

describe('translateNetworkPolicy', () => {
  test('stands in the tier of its kind, without order', () => {
    const { ref, tier, order, source } = translated('{}');
    expect({ ref, tier, order, source }).toEqual({
      ref: { kind: 'NetworkPolicy', namespace: 'shop', name: 'web' },
      tier: 'networkpolicy',
      order: 0,
      source: SOURCE,
    });
  });

  test('selects pods of its own namespace', () => {
    expect(shown(translated('{}').subject)).toBe('all(in shop, all())!');
    expect(shown(translated('{podSelector: {matchLabels: {app: web, tier: front}}}').subject)).toBe(
      'all(in shop, all(pod app In web, pod tier In front))!',
    );
    expect(shown(translated('{podSelector: web}').subject)).toBe('all(in shop, any())!');
  });

  test('governs the directions of its types only', () => {
    expect(translated('{}')).not.toHaveProperty('egress');
    expect(translated('{policyTypes: [Egress]}')).not.toHaveProperty('ingress');
    expect(translated('{policyTypes: [Egress]}').egress).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['{ingress: [{}]}', 'any'],
    ['{ingress: [{from: []}]}', 'any'],
    ['{ingress: [{from: [{podSelector: {}}]}]}', ['spec.ingress[0].from[0]: all(in shop, all())!']],
    ['{ingress: [{from: [{namespaceSelector: {}}]}]}', ['spec.ingress[0].from[0]: all(all())!']],
    [
      '{ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}, podSelector: {matchLabels: {app: b}}}]}]}',
      ['spec.ingress[0].from[0]: all(all(namespace team In a), all(pod app In b))!'],
    ],
    [
      '{ingress: [{from: [{namespaceSelector: {matchLabels: {team: a}}}, {podSelector: {matchLabels: {app: b}}}]}]}',
      [
        'spec.ingress[0].from[0]: all(all(namespace team In a))!',
        'spec.ingress[0].from[1]: all(in shop, all(pod app In b))!',
      ],
    ],
    [
      '{ingress: [{from: [{podSelector: {matchExpressions: [{key: app, operator: NotIn, values: [a, b]}]}}]}]}',
      ['spec.ingress[0].from[0]: all(in shop, all(pod app NotIn a|b))!'],
    ],
    [
      '{ingress: [{from: [{podSelector: {matchLabels: [a]}, namespaceSelector: {}}]}]}',
      ['spec.ingress[0].from[0]: all(all(), any())!'],
    ],
    [
      '{ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]}]}',
      [
        {
          kind: 'addresses',
          path: 'spec.ingress[0].from[0]',
          cidrs: ['10.0.0.0/8'],
          except: ['10.1.0.0/16'],
        },
      ],
    ],
    ['{ingress: [{from: [{}]}]}', []],
  ])('peers of %s', (spec, expected) => {
    expect(peersShown(spec)).toEqual(expected);
  });

  test('rules allow, and ports are ranges or names', () => {
    const [rule] =
      translated(
        '{ingress: [{ports: [{}, {port: 80}, {port: 80, endPort: 90, protocol: UDP}, {port: http}, {port: 0}]}]}',
      ).ingress ?? [];
    expect(rule).toEqual({
      path: 'spec.ingress[0]',
      verdict: 'allow',
      peers: 'any',
      ports: [
        { kind: 'range', protocol: 'TCP', port: 1, endPort: 65_535 },
        { kind: 'range', protocol: 'TCP', port: 80, endPort: 80 },
        { kind: 'range', protocol: 'UDP', port: 80, endPort: 90 },
        { kind: 'named', protocol: 'TCP', name: 'http' },
      ],
    });
    expect(translated('{ingress: [{ports: []}]}').ingress?.[0]?.ports).toBe('any');
  });
});
