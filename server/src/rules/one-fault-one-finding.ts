/**
 * Several rules may see the same fault. Of those, one speaks: the one that knows most about it.
 * Knows findings only by their field and reason.
 */
import { append } from '../evaluator/group-by';
import type { Resource } from '../manifests/document';
import type { Finding, Rule } from './rule';

export interface RuleFinding {
  readonly rule: Rule;
  readonly finding: Finding;
  /** Absent for findings about the file as a whole. */
  readonly resource?: Resource;
  /** Nothing else was looked at than the file it is in, where that was noted. */
  readonly isOwn?: boolean;
}

/**
 * Drops findings that say again what another says: the same reason at the same field, the same about an object
 * that aliases repeat, and things found missing where a key that nobody knows probably is the thing, misspelt.
 */
export function withoutRepetitions(found: readonly RuleFinding[]): readonly RuleFinding[] {
  const rejected = found.filter(({ finding }) => finding.reason !== undefined);
  const explained = new Set(rejected.filter(({ rule }) => !rule.fallback).map(faultKey));
  const unknownIn = new Set(
    rejected.filter(({ finding }) => finding.reason === 'Unknown').map((item) => parentKey(item)),
  );
  const said = new Map<number, RuleFinding[]>();
  return found.filter(
    (item) => !isRepetition(item, explained) && !isConsequence(item, unknownIn) && isNews(item, said),
  );
}

/** Of one object: what is wrong in several fields is several faults, wherever it is written. */
function isNews(item: RuleFinding, said: Map<number, RuleFinding[]>): boolean {
  const { start } = item.finding.range;
  if (said.get(start)?.some((other) => saysTheSame(item, other)) === true) return false;
  append(said, start, item);
  return true;
}

function saysTheSame(
  { rule, finding }: RuleFinding,
  { rule: otherRule, finding: other }: RuleFinding,
): boolean {
  return (
    rule.id === otherRule.id &&
    finding.range.end === other.range.end &&
    finding.field === other.field &&
    finding.message === other.message
  );
}

function isRepetition(item: RuleFinding, explained: ReadonlySet<string>): boolean {
  return item.rule.fallback === true && explained.has(faultKey(item));
}

function isConsequence(item: RuleFinding, unknownIn: ReadonlySet<string>): boolean {
  if (item.finding.missing !== true) return false;
  return unknownIn.has(parentKey(item)) || unknownIn.has(objectKey(item, item.finding.field ?? ''));
}

function faultKey(item: RuleFinding): string {
  return `${objectKey(item, item.finding.field ?? '')}\n${item.finding.reason}`;
}

/** The object in which the field of the finding stands. */
function parentKey(item: RuleFinding): string {
  const { field = '' } = item.finding;
  return objectKey(item, field.slice(0, Math.max(0, field.lastIndexOf('.'), field.lastIndexOf(']') + 1)));
}

function objectKey({ resource }: RuleFinding, field: string): string {
  return `${resource?.index ?? ''}\n${field}`;
}
