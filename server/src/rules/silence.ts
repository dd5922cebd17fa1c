/**
 * Takes out the findings that comments in the file silence, and lets rules speak about those comments.
 */
import type { ManifestFile } from '../manifests/document';
import { IGNORE_MARK, ignoredRules } from './ignore-comments';
import type { RuleFinding } from './one-fault-one-finding';
import { RULE_IDS } from './registry';
import type { Finding, IgnoredRule, Rule } from './rule';

/** Runs a rule so that its failure stays its own. */
type Guard = (rule: Rule, produce: () => Iterable<Finding>) => readonly RuleFinding[];

/** Who was asked. */
interface Asked {
  /** The rules that are switched on. */
  readonly rules: readonly Rule[];
  /** Whether they have said all they have to say. */
  readonly areAllFound: boolean;
}

/** The findings that remain, and those about the comments. */
export function silence(
  file: ManifestFile,
  found: readonly RuleFinding[],
  { rules, areAllFound }: Asked,
  guard: Guard,
): readonly RuleFinding[] {
  if (!file.documents.some(({ body }) => body.mentions(IGNORE_MARK))) return found;
  const mentions = ignoredRules(file.text);
  if (mentions.length === 0) return found;
  const lineOf = lineLookup(file.text);
  const silencedBy = ({ rule, finding }: RuleFinding) =>
    mentions.filter((mention) => silences(mention, rule.id, lineOf(finding.range.start)));
  const used = new Set(found.flatMap(silencedBy));
  const isIdle = (mention: IgnoredRule): boolean => !used.has(mention) && isSwitchedOn(mention.id, rules);
  const idle = areAllFound ? mentions.filter(isIdle) : [];
  const context = { file, mentions, idle, knownIds: new Set(RULE_IDS) };
  return [
    ...found.filter((finding) => silencedBy(finding).length === 0),
    ...rules.flatMap((rule) => guard(rule, () => rule.checkComments?.(context) ?? [])),
  ];
}

function silences(mention: IgnoredRule, id: string, line: number): boolean {
  return mention.id === id && (mention.line === undefined || mention.line === line);
}

/** A comment for a rule that is switched off cannot be called useless. */
function isSwitchedOn(id: string, rules: readonly Rule[]): boolean {
  return rules.some((rule) => rule.id === id);
}

function lineLookup(text: string): (offset: number) => number {
  const starts = Array.from(text.matchAll(/\n/gu), ({ index }) => index + 1);
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}
