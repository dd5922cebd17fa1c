/**
 * Clusters and answers as text, so that a test reads like the table in which one would check it by hand.
 */
import { expect } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { addressesIn, isNoAddress, subtractAddresses } from '../../../server/src/evaluator/address-set';
import type { Endpoint, Evaluator, Target } from '../../../server/src/evaluator/answers';
import type { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import { createEvaluator } from '../../../server/src/evaluator/evaluator';
import {
  KUBERNETES_TIERS,
  type Cluster,
  type ContainerPort,
  type Entrance,
  type EntranceBackend,
  type Namespace,
  type Policy,
  type Protocol,
  type Service,
  type Workload,
} from '../../../server/src/evaluator/model';
import { UNKNOWN_CONTROLLER } from '../../../server/src/evaluator/site';
import { readPolicy } from './policy-from-yaml';

const source = { file: 'test.yaml', resource: 0 };

/**
 * One thing a line:
 * - `namespace shop team=a`
 * - `pod shop/web app=web http:8080 dns:53/UDP @10.0.0.7 hostNetwork` (labels, ports, addresses)
 * - `deployment …` likewise
 * - `service shop/web app=web 80->http 53->5353/UDP named:9090->90 headless externalName=example.org`
 * - `ingress shop/in web:80 web:http api` (Services of its namespace, with a port or all)
 *
 * Policies are YAML as people write it.
 */
export function drawCluster(things: string, policies = ''): Cluster {
  const lines = linesOf(things).map((line) => line.split(/\s+/u));
  const ofKind = (...kinds: string[]): string[][] => lines.filter(([kind = '']) => kinds.includes(kind));
  return {
    namespaces: new Map(ofKind('namespace').map(([, name = '', ...words]) => [name, namespace(name, words)])),
    workloads: ofKind('pod', 'deployment').map(([kind = '', name = '', ...words]) =>
      workload(kind, name, words),
    ),
    services: ofKind('service').map(([, name = '', ...words]) => service(name, words)),
    entrances: ofKind('ingress').map(([, name = '', ...words]) => entrance(name, words)),
    tiers: KUBERNETES_TIERS,
    unreadPolicies: [],
    policies: parseAllDocuments(policies).flatMap((document): Policy[] => readPolicy(document.toJS())),
  };
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function labels(words: readonly string[]): Map<string, string> {
  return new Map(
    words
      .filter((word) => /^[\w./-]+=/u.test(word) && !word.startsWith('externalName='))
      .map((word) => split(word, '=')),
  );
}

function split(word: string, at: string): [string, string] {
  const index = word.indexOf(at);
  return [word.slice(0, index), word.slice(index + at.length)];
}

function namespace(name: string, words: readonly string[]): Namespace {
  return { name, source, labels: new Map([['kubernetes.io/metadata.name', name], ...labels(words)]) };
}

const KINDS: Readonly<Record<string, string>> = { pod: 'Pod', deployment: 'Deployment' };

function workload(kind: string, id: string, words: readonly string[]): Workload {
  const [inNamespace, name] = split(id, '/');
  return {
    kind: KINDS[kind] ?? kind,
    namespace: inNamespace,
    name,
    labels: labels(words),
    ports: words.flatMap((word) => containerPort(word) ?? []),
    hostNetwork: words.includes('hostNetwork'),
    serviceAccount: 'default',
    addresses: words.filter((word) => word.startsWith('@')).map((word) => word.slice(1)),
    source,
  };
}

function containerPort(word: string): ContainerPort | undefined {
  const [, name, port, protocol] = /^([a-z][\w-]*):(\d+)(?:\/(\w+))?$/u.exec(word) ?? [];
  if (name === undefined) return undefined;
  return { name, port: Number(port), protocol: asProtocol(protocol) };
}

function asProtocol(text = 'TCP'): Protocol {
  return text === 'UDP' || text === 'SCTP' ? text : 'TCP';
}

function service(id: string, words: readonly string[]): Service {
  const [inNamespace, name] = split(id, '/');
  const selector = labels(words);
  const externalName = words.find((word) => word.startsWith('externalName='))?.slice('externalName='.length);
  return {
    namespace: inNamespace,
    name,
    ...(selector.size > 0 && { selector }),
    ...(externalName !== undefined && { externalName }),
    headless: words.includes('headless'),
    ports: words.flatMap((word) => servicePort(word) ?? []),
    source,
  };
}

function entrance(id: string, words: readonly string[]): Entrance {
  const [inNamespace, name] = split(id, '/');
  const backends = words.map((word): EntranceBackend => {
    const [, to = '', port] = /^([\w-]+)(?::([\w-]+))?$/u.exec(word) ?? [];
    const backend = { path: 'backend', namespace: inNamespace, service: to };
    const rest = { portOf: 'service', protocol: 'TCP' } as const;
    if (port === undefined) return { ...backend, ...rest };
    return { ...backend, port: /^\d+$/u.test(port) ? Number(port) : port, ...rest };
  });
  return { kind: 'Ingress', namespace: inNamespace, name, controller: UNKNOWN_CONTROLLER, backends, source };
}

function servicePort(word: string): Service['ports'][number] | undefined {
  const [, name, port, target = '', protocol] =
    /^(?:([a-z][\w-]*):)?(\d+)->([\w-]+)(?:\/(\w+))?$/u.exec(word) ?? [];
  if (port === undefined) return undefined;
  const targetPort = /^\d+$/u.test(target) ? Number(target) : target;
  const rest = { port: Number(port), protocol: asProtocol(protocol), targetPort };
  return name === undefined ? rest : { name, ...rest };
}

/** `shop/web`, `svc:shop/web`, `10.0.0.1`, `10.0.0.0/8`, `ingress-controller`. */
export function findTarget(cluster: Cluster, text: string): Target {
  if (text.startsWith('svc:')) {
    const found = cluster.services.find(({ namespace: ns, name }) => `svc:${ns}/${name}` === text);
    if (found === undefined) throw new Error(`no Service ${text} in the test's cluster`);
    return { kind: 'service', service: found };
  }
  return findEndpoint(cluster, text);
}

export function findEndpoint(cluster: Cluster, text: string): Endpoint {
  if (text === 'ingress-controller') return { kind: 'ingress-controller' };
  if (/^[\d.]+$|:/u.test(text)) return { kind: 'addresses', cidrs: [withLength(text)] };
  if (/^\d/u.test(text)) return { kind: 'addresses', cidrs: [text] };
  return { kind: 'workload', workload: findWorkload(cluster, text) };
}

export function findWorkload(cluster: Cluster, text: string): Workload {
  const found = cluster.workloads.find(({ namespace: ns, name }) => `${ns}/${name}` === text);
  if (found === undefined) throw new Error(`no workload ${text} in the test's cluster`);
  return found;
}

function sameOrWithin(row: Endpoint, asked: Endpoint): boolean {
  if (row.kind === 'workload' && asked.kind === 'workload') return row.workload === asked.workload;
  if (row.kind === 'ingress-controller') return asked.kind === row.kind;
  if (row.kind !== 'addresses' || asked.kind !== 'addresses') return false;
  return isNoAddress(subtractAddresses(addressesIn(asked.cidrs), addressesIn(row.cidrs)));
}

function withLength(address: string): string {
  if (address.includes('/')) return address;
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

/** `all`, `none`, or `80/TCP, 90-95/UDP`. */
export function connectionText(set: ConnectionSet): string {
  const ranges = set.toRanges();
  if (ranges === 'all') return 'all';
  if (ranges.length === 0) return 'none';
  return ranges
    .map(({ protocol, port, endPort }) => `${port}${endPort === undefined ? '' : `-${endPort}`}/${protocol}`)
    .join(', ');
}

/** Lines such as `lab/web -> shop/db: 5432/TCP`; where `connections` lists such a pair, it must say the same. */
export function expectConnections(cluster: Cluster, table: string): void {
  const evaluator = createEvaluator(cluster);
  const lines = linesOf(table).map((line) => line.replace(/ +->/u, ' ->'));
  const actual = lines.map((line) => {
    const [, from = '', to = ''] = /^(\S+) -> +(\S+): /u.exec(line) ?? [];
    const [one, other] = [findEndpoint(cluster, from), findTarget(cluster, to)];
    const text = connectionText(evaluator.explain(one, other).allowed);
    if (isListed(one, other)) expect(listed(evaluator, one, other), `connections, ${line}`).toBe(text);
    return `${from} -> ${to}: ${text}`;
  });
  expect(actual).toEqual(lines);
}

/**
 * A pair with a workload on one side at least, and on the other another workload or a single address; or an ingress
 * controller on the side of the source.
 */
function isListed(one: Endpoint, other: Target): other is Endpoint {
  if (one.kind === 'ingress-controller') return other.kind === 'workload';
  const pair = [one, other];
  const workloads = pair.flatMap((end) => (end.kind === 'workload' ? end.workload : []));
  const addresses = pair.flatMap((end) => (end.kind === 'addresses' ? end.cidrs : []));
  const single = addresses.every((cidr) => /\/(?:32|128)$/u.test(cidr));
  return (
    workloads.length + addresses.length === 2 &&
    new Set(workloads).size === workloads.length &&
    workloads.length > 0 &&
    single
  );
}

function listed(evaluator: Evaluator, one: Endpoint, other: Endpoint): string {
  const row = Array.from(evaluator.connections()).find(
    ({ source: from, destination }) => sameOrWithin(from, one) && sameOrWithin(destination, other),
  );
  return row === undefined ? 'none' : connectionText(row.allowed);
}

/** A NetworkPolicy document from its spec, which may be indented as it likes. */
export function networkPolicy(namespace: string, spec: string, name = 'policy'): string {
  return `---\nkind: NetworkPolicy\nmetadata: {namespace: ${namespace}, name: ${name}}\nspec:\n${indented(spec)}\n`;
}

function indented(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const least = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => `  ${line.slice(least)}`).join('\n');
}
