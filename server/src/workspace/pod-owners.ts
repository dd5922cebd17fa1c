/**
 * Which workloads the known objects stand for: pods are answered as their owner, and an object that another one made
 * is not counted beside it. Knows no manifests and no files.
 */
import type { Workload } from '../evaluator/model';
import { perObject } from '../manifests/lazy';
import type { Owner } from '../manifests/workload';
import type { WorkloadEntry } from './entry';
import type { TellsApart } from './visible-differences';

/** The objects that one owner has made, itself among them if it is known. */
interface Group {
  readonly owner: Owner;
  readonly members: Workload[];
}

/**
 * One workload for the pods of each owner, as `namespace/owner[Kind]`; where policies can tell the pods of an owner
 * apart, each pod is a workload of its own. No two entries may be the same object.
 */
export function groupByOwner(entries: readonly WorkloadEntry[], tellsApart: TellsApart): readonly Workload[] {
  if (!isGrouped(entries)) return entries.map(({ workload }) => workload);
  const known = new Map(entries.map((entry) => [identity(entry.workload), entry]));
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    if (entry.isOver) continue;
    const owner = topOwner(entry, known);
    const key = identity({ ...entry.workload, kind: owner.kind, name: owner.name });
    const group = groups.get(key) ?? { owner, members: [] };
    group.members.push(entry.workload);
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group) => workloadsOf(group, tellsApart));
}

/** Whether there is anything to group: manifests that people write name no owners, and each object stands for itself. */
export const isGrouped = perObject((entries: readonly WorkloadEntry[]): boolean =>
  entries.some(({ owner, isOver }) => owner !== undefined || isOver),
);

/** The object at the end of the chain of owners, as far as they are known; for a pod its owner at least. */
function topOwner(entry: WorkloadEntry, known: ReadonlyMap<string, WorkloadEntry>): Owner {
  const { workload } = entry;
  const direct = ownerOf(entry);
  let top: Owner = workload.kind === 'Pod' && direct !== undefined ? direct : workload;
  let next = direct;
  for (let steps = 0; next !== undefined && steps < LONGEST_CHAIN; steps++) {
    const owner = known.get(identity({ ...workload, kind: next.kind, name: next.name }));
    if (owner === undefined) return top;
    top = next;
    next = ownerOf(owner);
  }
  return top;
}

/** Chains end earlier, unless objects name each other as owner. */
const LONGEST_CHAIN = 8;

/** Static pods are owned by their Node, which has nothing to do with what they are. */
function ownerOf({ owner }: WorkloadEntry): Owner | undefined {
  return owner?.kind === 'Node' ? undefined : owner;
}

function workloadsOf({ owner, members }: Group, tellsApart: TellsApart): readonly Workload[] {
  const self = members.find(({ kind, name }) => kind === owner.kind && name === owner.name);
  const pods = members.filter((member) => member.kind === 'Pod' && member !== self);
  const [first] = pods;
  // Objects without pods of their own, such as the ReplicaSets of a Deployment, are in their owner's template.
  if (first === undefined) return self === undefined ? members : [self];
  if (tellsApart(self === undefined ? pods : [self, ...pods])) return pods;
  const addresses = [...new Set(pods.flatMap((pod) => pod.addresses))];
  const pod = pods.reduce(firstByName, first);
  const names = pods.map(({ name }) => name).sort();
  return [{ ...pod, kind: owner.kind, name: owner.name, ...self, addresses, pods: names }];
}

/** Policies see no difference, but Services may: the pod that stands for all must not hang on the order of files. */
function firstByName(a: Workload, b: Workload): Workload {
  return b.name < a.name ? b : a;
}

/** An object whose name is not yet written is like no other. */
function identity({ kind, namespace, name, source }: Workload): string {
  const place = name === '' ? ` ${source.file} ${source.resource}` : '';
  return `${kind} ${namespace} ${name}${place}`;
}
