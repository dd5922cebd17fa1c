/**
 * One group for each list of the same objects, for as long as these objects live. Knows nothing of what they are.
 */

/** Those whose lists begin alike. A list is a way through the nodes, one step for each object. */
interface Node<K extends object, G> {
  readonly next: WeakMap<K, Node<K, G>>;
  /** The groups of the list that ends here, by what else tells them apart. */
  readonly groups: Map<string, G>;
}

export class Grouping<K extends object, G> {
  private readonly root: Node<K, G> = createNode();

  /** The group of a list; `more` is what else tells groups of the same list apart. */
  groupOf(list: readonly K[], more: string, create: () => G): G {
    const { groups } = list.reduce(nodeBehind, this.root);
    const known = groups.get(more) ?? create();
    groups.set(more, known);
    return known;
  }
}

function nodeBehind<K extends object, G>({ next }: Node<K, G>, step: K): Node<K, G> {
  const known = next.get(step) ?? createNode<K, G>();
  next.set(step, known);
  return known;
}

function createNode<K extends object, G>(): Node<K, G> {
  return { next: new WeakMap(), groups: new Map() };
}
