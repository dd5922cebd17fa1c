/**
 * The namespace that something new in a file is probably for. Knows no text and no position.
 */
import { groupBy } from '../evaluator/group-by';
import { labelValueProblems } from '../rules/api/name-syntax';
import type { Snapshot } from '../workspace/snapshot';

/** That of most objects in the nearest folder that has any; undefined where there are none. */
export function usualNamespace({ cluster }: Snapshot, file: string): string | undefined {
  const written = [
    ...[...cluster.workloads, ...cluster.services].map(({ namespace, source }) => ({ namespace, source })),
    ...cluster.policies.flatMap(({ ref: { namespace }, source }) =>
      namespace === undefined ? [] : [{ namespace, source }],
    ),
  ].filter(({ namespace }) => labelValueProblems(namespace).length === 0);
  for (const folder of foldersAbove(file)) {
    const here = written.filter(({ source }) => source.file.startsWith(folder));
    const [most] = [...groupBy(here, ({ namespace }) => namespace)].toSorted(
      ([, some], [, others]) => others.length - some.length,
    );
    if (most !== undefined) return most[0];
  }
  return undefined;
}

/** From the innermost on, each with the slash at its end. */
function* foldersAbove(file: string): Generator<string> {
  for (let end = file.lastIndexOf('/'); end >= 0; end = file.lastIndexOf('/', end - 1)) {
    yield file.slice(0, end + 1);
    if (end === 0) return;
  }
}
