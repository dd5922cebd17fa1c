/**
 * Workloads whose pods are made of another object's template: an Argo Rollout that refers to a Deployment. The pods are
 * the borrower's, and the lender is not counted beside it.
 */
import type { Owner } from '../manifests/workload';
import type { WorkloadEntry } from './entry';

/** The entries with templates in their place. A borrower is left out while its lender is not known. */
export function withBorrowedTemplates(entries: readonly WorkloadEntry[]): readonly WorkloadEntry[] {
  const borrowers = entries.filter(({ templateOf }) => templateOf !== undefined);
  if (borrowers.length === 0) return entries;
  const known = new Map(entries.map((entry) => [keyOf(entry, entry.workload), entry]));
  const borrowerOf = new Map(
    borrowers.flatMap((entry) => (entry.templateOf ? [[keyOf(entry, entry.templateOf), entry]] : [])),
  );
  return entries.flatMap((entry): readonly WorkloadEntry[] => {
    const { workload, templateOf } = entry;
    if (templateOf === undefined) {
      const borrower = borrowerOf.get(keyOf(entry, workload));
      return [borrower === undefined ? entry : { ...entry, owner: borrower.workload }];
    }
    const lender = known.get(keyOf(entry, templateOf));
    if (lender === undefined) return [];
    const { kind, name, source } = workload;
    return [{ ...entry, workload: { ...lender.workload, kind, name, source } }];
  });
}

function keyOf({ workload }: WorkloadEntry, { kind, name }: Owner): string {
  return `${kind} ${workload.namespace} ${name}`;
}
