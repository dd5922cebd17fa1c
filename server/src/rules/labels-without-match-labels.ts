/**
 * Rule: labels written right into a selector, without matchLabels around them.
 */
import { formatPath, type FieldKey, type FieldPath } from '../manifests/document';
import { keyRange, type Source } from './api/place';
import { type Part } from './api/policy-parts';
import { ANYWHERE_OUTSIDE } from './api/selector-surroundings';
import { indentStep } from './fixes/block-moves';
import { columnOf, contentRange, isFlow, lineBreak, lineStart, shiftLine, textOf } from './fixes/layout';
import type { Fix, FixEdit, Rule } from './rule';

const FIELDS: ReadonlySet<string> = new Set(['matchLabels', 'matchExpressions']);

export const rule = {
  id: 'labels-without-match-labels',
  severity: 'error',
  documentation: {
    title: 'Labels in a selector without matchLabels',
    clusterDoes:
      'The API server rejects the policy. A client that drops unknown fields leaves an empty selector, which matches everything. Selectors of Services are written without matchLabels, those of policies are not.',
    meant: 'The labels, one level further in, under matchLabels.',
    bad: 'podSelector:\n  app: web',
    good: 'podSelector:\n  matchLabels:\n    app: web',
    link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements',
  },
  *check(context) {
    for (const selector of context.parts.selectors) {
      for (const key of labelsIn(selector)) {
        const field = [...selector.path, key];
        yield {
          range: keyRange(context, field),
          message: `${key} stands right in ${String(selector.path.at(-1))}: the API server rejects the policy. Put labels under matchLabels.`,
          field: formatPath(field),
          reason: 'Unknown' as const,
          fixes: wrapping(context, selector),
        };
      }
    }
  },
} satisfies Rule;

/** Keys with plain values: a misspelt field would hold a map or a list. Fields from around the selector are no labels. */
function labelsIn({ value }: Part): readonly string[] {
  return Object.keys(value).filter((key) => {
    const member = value[key];
    if (FIELDS.has(key) || ANYWHERE_OUTSIDE.has(key)) return false;
    return (typeof member !== 'object' || member === null) && !isNearField(key);
  });
}

function isNearField(key: string): boolean {
  return /^match/iu.test(key);
}

/** Only where everything in the selector is a label. */
function wrapping(source: Source, selector: Part): readonly Fix[] {
  const keys = source.resource.keysOf(selector.path);
  if (labelsIn(selector).length !== keys.length) return [];
  const edit = isFlow(source, selector.path)
    ? wrapFlow(source, selector.path)
    : wrapBlock(source, selector.path, keys);
  return edit === undefined ? [] : [{ title: 'Put them under matchLabels', edits: [edit], preferred: true }];
}

function wrapFlow(source: Source, path: FieldPath): FixEdit | undefined {
  const range = contentRange(source, path);
  if (range === undefined) return undefined;
  const name = textOf(source, range).startsWith('{"') ? '"matchLabels"' : 'matchLabels';
  return { range, newText: `{${name}: ${textOf(source, range)}}` };
}

function wrapBlock(source: Source, path: FieldPath, [first]: readonly FieldKey[]): FixEdit | undefined {
  const { text } = source.file;
  const content = contentRange(source, path);
  if (first === undefined || content === undefined) return undefined;
  const start = lineStart(text, first.key.start);
  if (text.slice(start, first.key.start).trim() !== '') return undefined;
  const range = { start, end: content.end };
  const moved = textOf(source, range)
    .split('\n')
    .map((line) => shiftLine(line, indentStep(source)));
  const head = `${' '.repeat(columnOf(text, first.key.start))}matchLabels:${lineBreak(text)}`;
  return { range, newText: head + moved.join('\n') };
}
