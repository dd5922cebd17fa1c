/**
 * Mistakes that an evaluator could have. Each is a piece of its source and what stands there instead; the tests of its
 * properties must notice every one of them.
 */

/** @typedef {{name: string, file: string, from: string, to: string}} Mutation */

/** @type {readonly Mutation[]} */
export const MUTATIONS = [
  {
    name: 'all of the requirements becomes any of them',
    file: 'evaluator/selector-index.ts',
    from: 'return this.combined(predicate.of, Bitset.all(this.classes.length), (a, b) => a.and(b));',
    to: 'return this.combined(predicate.of, this.none(), (a, b) => a.or(b));',
  },
  {
    name: 'exceptions of an ipBlock are ignored',
    file: 'evaluator/compiled-policy.ts',
    from: 'addressesIn(peer.cidrs, peer.except)',
    to: 'addressesIn(peer.cidrs)',
  },
  {
    name: 'the namespace of a selector is ignored',
    file: 'evaluator/selector-index.ts',
    from: 'return this.setOf(this.namespaces().get(predicate.name) ?? []);',
    to: 'return Bitset.all(this.classes.length);',
  },
  {
    name: 'NotIn does not hold for pods without the label',
    file: 'evaluator/selector-index.ts',
    from: "return this.label({ ...requirement, operator: 'In' }).not();",
    to: "return this.label({ ...requirement, operator: 'In' }).not().and(this.label({ ...requirement, operator: 'Exists' }));",
  },
  {
    name: 'DoesNotExist holds for everybody',
    file: 'evaluator/selector-index.ts',
    from: "return this.label({ ...requirement, operator: 'Exists' }).not();",
    to: 'return Bitset.all(this.classes.length);',
  },
  {
    name: 'one permission is enough, that of the source or of the destination',
    file: 'evaluator/outcome.ts',
    from: 'return { allowed: a.allowed.intersect(b.allowed), possible: a.possible.intersect(b.possible) };',
    to: 'return { allowed: a.allowed.union(b.allowed), possible: a.possible.union(b.possible) };',
  },
  {
    name: 'the end of a range of ports is left out',
    file: 'evaluator/connection-set.ts',
    from: '[protocol]: [start, end + 1]',
    to: '[protocol]: [start, Math.max(end, start + 1)]',
  },
  {
    name: 'a pass rule allows',
    file: 'evaluator/chain.ts',
    from: 'return { ...before, hits, open, passed: before.passed.union(connections) };',
    to: 'return { ...before, hits, open, allowable: before.allowable.union(connections) };',
  },
  {
    name: 'the last matching rule wins, not the first',
    file: 'evaluator/chain.ts',
    from: 'for (const rule of rules) {',
    to: 'for (const rule of rules.toReversed()) {',
  },
  {
    name: 'higher numbers of priority go first',
    file: 'evaluator/governance.ts',
    from: '.toSorted(([a], [b]) => a - b)',
    to: '.toSorted(([a], [b]) => b - a)',
  },
  {
    name: 'port names mean the same on all pods of a subject group',
    file: 'evaluator/governance.ts',
    from: "const ports = portsCount ? namedPorts : '';",
    to: "const ports = '';",
  },
  {
    name: 'ports that are not meant are meant',
    file: 'evaluator/side.ts',
    from: 'meant.subtract(resolvePorts(rule.except, destination))',
    to: 'meant',
  },
  {
    name: 'pairs look up the side of another class',
    file: 'evaluator/pair-outcomes.ts',
    from: 'incoming[source * sides + nth] =',
    to: 'incoming[nth] =',
  },
];
