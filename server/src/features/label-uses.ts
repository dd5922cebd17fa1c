/**
 * How often each label occurs, and in which namespaces: counted once for all workloads of a cluster, since editors ask
 * after every letter that is typed.
 */
import type { Cluster, Labels } from '../evaluator/model';
import { perObject } from '../rules/api/computed-once';

/** Of a key, or of a value of one key. */
export interface Use {
  readonly total: number;
  readonly byNamespace: ReadonlyMap<string, number>;
}

/** By key, in the order in which the keys first occur; of each key its values, likewise. */
export type LabelUses = ReadonlyMap<string, Use & { readonly values: ReadonlyMap<string, Use> }>;

export const usesOnWorkloads = perObject((workloads: Cluster['workloads']): LabelUses => usesOf(workloads));

/** Each namespace is in none but itself. */
export const usesOnNamespaces = perObject((namespaces: Cluster['namespaces']): LabelUses =>
  usesOf(Array.from(namespaces.values(), ({ name, labels }) => ({ namespace: name, labels }))),
);

class Counted implements Use {
  total = 0;
  readonly byNamespace = new Map<string, number>();

  add(namespace: string): void {
    this.total += 1;
    this.byNamespace.set(namespace, (this.byNamespace.get(namespace) ?? 0) + 1);
  }
}

class CountedKey extends Counted {
  readonly values = new Map<string, Counted>();
}

function usesOf(carriers: Iterable<{ readonly namespace: string; readonly labels: Labels }>): LabelUses {
  const uses = new Map<string, CountedKey>();
  for (const { namespace, labels } of carriers) {
    for (const [key, value] of labels) {
      const use = uses.get(key) ?? new CountedKey();
      const ofValue = use.values.get(value) ?? new Counted();
      use.add(namespace);
      ofValue.add(namespace);
      uses.set(key, use);
      use.values.set(value, ofValue);
    }
  }
  return uses;
}
