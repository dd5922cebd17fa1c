/**
 * What an answer takes for granted: about the files it was read from, one line for each kind, and about what they
 * leave open, all in one line.
 */
import { workloadId } from '../evaluator/model';
import type { NotJudged } from '../manifests/document';
import { NO_ENGINE } from '../wording/assumed';
import { clusterAssumptions } from '../wording/cluster-assumptions';
import { count, listSome } from '../wording/quantities';
import type { Duplicate, Snapshot } from '../workspace/snapshot';
import type { ClusterOptions, VerbContext } from './verb';

/** How many names are worth a line. */
const NAMED = 3;

const LEFT_OUT: Readonly<Record<NotJudged, { readonly noun: string; readonly advice?: string }>> = {
  template: { noun: 'template', advice: 'render first, for instance with helm template' },
  placeholder: { noun: 'unfinished document', advice: 'fill in the placeholders first' },
  encrypted: { noun: 'encrypted document' },
  patch: { noun: 'patch', advice: 'build first, for instance with kubectl kustomize' },
};

/** Sentences without a period. */
export function assumptions(snapshot: Snapshot): readonly string[] {
  return [...leftOut(snapshot), ...duplicates(snapshot)];
}

function leftOut({ files }: Snapshot): readonly string[] {
  const byReason = new Map<NotJudged, string[]>();
  for (const { file, documents } of files.values()) {
    for (const { isRelevant, notJudged } of documents) {
      if (!isRelevant || notJudged === undefined) continue;
      const names = byReason.get(notJudged) ?? [];
      names.push(file);
      byReason.set(notJudged, names);
    }
  }
  return Array.from(byReason, ([reason, names]) => leftOutText(reason, names));
}

/** `2 templates not read (chart/a.yaml and chart/b.yaml): render first, …`. */
function leftOutText(reason: NotJudged, names: readonly string[]): string {
  const { noun, advice } = LEFT_OUT[reason];
  const files = listSome([...new Set(names)], NAMED);
  return `${count(names.length, noun)} not read (${files})${advice === undefined ? '' : `: ${advice}`}`;
}

function duplicates(snapshot: Snapshot): readonly string[] {
  if (snapshot.duplicates.length === 0) return [];
  const names = listSome(snapshot.duplicates.map(duplicateName), NAMED);
  return [
    `${count(snapshot.duplicates.length, 'object')} written more than once, of which the last counts (${names})`,
  ];
}

function duplicateName({ kind, namespace, name, used }: Duplicate): string {
  const id = namespace === undefined ? `${kind} ${name}` : workloadId({ kind, namespace, name });
  return `${id}: ${used.file}`;
}

/**
 * Says in one line on what an answer about whole clusters rests, and returns the clauses of that line. With an engine
 * named, what it decides was said when the manifests were read.
 */
export function tellAssumptions(
  snapshots: readonly Snapshot[],
  { engine }: Pick<ClusterOptions, 'engine'>,
  { io }: Pick<VerbContext, 'io'>,
): readonly string[] {
  const clauses = [...new Set(snapshots.flatMap(({ cluster }) => clusterAssumptions(cluster)))];
  if (clauses.length === 0) return [];
  const all = engine === undefined ? [NO_ENGINE, ...clauses] : clauses;
  io.err.write(`podreach: assumed: ${all.join('; ')}\n`);
  return all;
}
