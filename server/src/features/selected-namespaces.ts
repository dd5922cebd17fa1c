/**
 * Which namespaces a selector means. Knows no places.
 */
import type { Namespace } from '../evaluator/model';
import { valueMatches } from '../evaluator/predicate';
import { readLabelSelector } from '../manifests/labels';
import type { Snapshot } from '../workspace/snapshot';

/** The known namespaces that a selector matches, as it is written; none for what is no selector. */
export function selectedNamespaces({ cluster }: Snapshot, written: unknown): readonly Namespace[] {
  const selector = readLabelSelector(written);
  if (selector?.isValid !== true) return [];
  return [...cluster.namespaces.values()].filter(({ labels }) =>
    selector.requirements.every((one) =>
      valueMatches({ op: 'label', on: 'namespace', ...one }, labels.get(one.key)),
    ),
  );
}
