/**
 * A workload of the cluster by the names people write: `shop/cart[Deployment]`, `shop/cart`, `deploy/cart`, `cart`.
 */
import { workloadId, type Service, type Workload } from '../evaluator/model';
import { serviceId } from './names';
import { didYouMean, nearNames } from './near-names';
import { list } from './quantities';
import type { NameContext, NamedTarget } from './named-target';
import { failure, success, type Reading } from './reading';

/** Short names of kinds that kubectl takes. */
const KIND_ALIASES: ReadonlyMap<string, string> = new Map([
  ['po', 'pod'],
  ['deploy', 'deployment'],
  ['sts', 'statefulset'],
  ['ds', 'daemonset'],
  ['rs', 'replicaset'],
  ['rc', 'replicationcontroller'],
  ['cj', 'cronjob'],
]);

/** Finds a workload; for a name without slash a Service of that name may be meant as well. */
export function findWorkload(text: string, context: NameContext): Reading<NamedTarget> {
  const candidates = [...workloadsNamed(text, context), ...servicesNamed(text, context)];
  const ids = [...new Set(candidates.map(({ id }) => id))];
  const [first] = candidates;
  if (first === undefined) return unknown(text, context);
  if (ids.length > 1) return failure(`"${text}" can mean ${list(ids, 'or')}: write one of these`);
  return success({ target: first.target });
}

interface Candidate extends NamedTarget {
  readonly id: string;
}

function workloadsNamed(text: string, { cluster, namespace }: NameContext): readonly Candidate[] {
  const matches = workloadMatcher(text, namespace);
  return cluster.workloads
    .filter(matches)
    .map((workload) => ({ id: workloadId(workload), target: { kind: 'workload', workload } }));
}

function workloadMatcher(text: string, namespace: string): (workload: Workload) => boolean {
  const { front, name, kind } = splitName(text);
  const isNamed = (workload: Workload, wanted: string, ofKind?: string): boolean =>
    workload.namespace === wanted &&
    ((workload.name === name && (ofKind === undefined || sameKind(workload.kind, ofKind))) ||
      (standsForPod(workload, name) && (ofKind === undefined || sameKind('Pod', ofKind))));
  if (kind !== undefined) return (workload) => isNamed(workload, front ?? namespace, kind);
  if (front === undefined) return (workload) => isNamed(workload, namespace);
  // `job/report` may be the namespace `job` or the kind Job.
  return (workload) => isNamed(workload, front) || isNamed(workload, namespace, front);
}

function standsForPod({ pods = [] }: Workload, name: string): boolean {
  return pods.includes(name);
}

/** `front/name[kind]`: the front is a namespace or a kind. */
function splitName(text: string): { front: string | undefined; name: string; kind: string | undefined } {
  const match = /^(?:(?<front>[^/]*)\/)?(?<name>[^[]*)(?:\[(?<kind>.*)\])?$/u.exec(text);
  const { front, name = text, kind } = match?.groups ?? {};
  return { front, name, kind };
}

function sameKind(kind: string, written: string): boolean {
  const lower = written.toLowerCase();
  const known = KIND_ALIASES.get(lower) ?? lower;
  return kind.toLowerCase() === known || `${kind.toLowerCase()}s` === known;
}

function servicesNamed(text: string, { cluster, namespace }: NameContext): readonly Candidate[] {
  if (text.includes('/')) return [];
  const named = (service: Service): boolean => service.namespace === namespace && service.name === text;
  return cluster.services
    .filter(named)
    .map((service) => ({ id: serviceId(service), target: { kind: 'service', service } }));
}

function unknown(text: string, { cluster, namespace }: NameContext): Reading<never> {
  const { front, name, kind } = splitName(text);
  const wanted = `${front ?? namespace}/${name}`;
  const near = new Set(nearNames(wanted, cluster.workloads.map(withoutKind)));
  const suggestions = cluster.workloads.filter((workload) => near.has(withoutKind(workload))).map(workloadId);
  const shown = kind === undefined && !text.includes('/') ? wanted : text;
  return failure(`No workload ${shown} in the manifests${didYouMean([...new Set(suggestions)].slice(0, 3))}`);
}

function withoutKind({ namespace, name }: Workload): string {
  return `${namespace}/${name}`;
}
