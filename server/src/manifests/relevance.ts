/**
 * Whether a document can matter, told from its text alone, so that loading a workspace parses only what it needs.
 * In doubt it can.
 */
import { KINDS } from './known-kinds';
import { mayReplicatePods } from './pod-replicator';

/** The one `kind:` of an ordinary manifest: at the start of a line, with a plain word behind it. */
const TOP_KIND = /(?<![^\r\n])(?:kind|"kind"|'kind')[ \t]*:[ \t]*(?<word>[^\r\n]*)/gu;

const PLAIN_WORD = /^(?<quote>["']?)(?<word>\w+)\k<quote>[ \t]*(?:#.*)?$/u;

/** Kinds that hold other objects, and NetworkPolicies of every spelling and group. */
const CONTAINERS_AND_POLICIES = /list$|^template$|networkpolic/iu;

/**
 * A document that says itself what kind it is, is taken at its word. Otherwise it can matter if the name of any
 * known kind occurs in it.
 */
export function canMatter(text: string): boolean {
  const kinds = [...text.matchAll(TOP_KIND)];
  const [kind] = kinds;
  const word = PLAIN_WORD.exec(kind?.groups?.['word'] ?? '')?.groups?.['word'];
  if (kinds.length !== 1 || word === undefined) return mentionsKnownKind(text);
  return isOfInterest(word) || mayReplicatePods(text, word);
}

function isOfInterest(kind: string): boolean {
  return CONTAINERS_AND_POLICIES.test(kind) || KNOWN_NAMES.has(kind.toLowerCase());
}

const KNOWN_NAMES: ReadonlySet<string> = new Set(Object.keys(KINDS).map((kind) => kind.toLowerCase()));

const ANY_KNOWN_NAME = new RegExp([...KNOWN_NAMES, 'networkpolic'].join('|'), 'iu');

function mentionsKnownKind(text: string): boolean {
  return ANY_KNOWN_NAME.test(text);
}
