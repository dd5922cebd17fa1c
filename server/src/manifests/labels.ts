/**
 * Reads label maps and label selectors. Tolerant where the API server is not: a number or boolean as a value counts as
 * its text, since that is what was meant; whether it is an error is told elsewhere.
 */
import { isAbsent, isObject, field, items, text } from './json-value';

export type LabelOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

export interface LabelRequirement {
  readonly key: string;
  readonly operator: LabelOperator;
  readonly values: readonly string[];
}

/** A LabelSelector: all requirements hold. An entry `k: v` of matchLabels is the requirement `k In [v]`. */
export interface LabelSelector {
  readonly requirements: readonly LabelRequirement[];
  /** False for one that the API server refuses; such a selector matches nothing. */
  readonly isValid: boolean;
}

/** A `metadata.labels` map. Entries that have no text are left out. */
export function readLabels(value: unknown): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  if (!isObject(value)) return labels;
  for (const [key, raw] of Object.entries(value)) {
    const label = labelText(raw);
    if (label !== undefined) labels.set(key, label);
  }
  return labels;
}

/** A LabelSelector; undefined when it is absent, which an empty one is not. */
export function readLabelSelector(value: unknown): LabelSelector | undefined {
  if (isAbsent(value)) return undefined;
  const labels = readMatchLabels(field(value, 'matchLabels'));
  const expressions = readMatchExpressions(field(value, 'matchExpressions'));
  if (!isObject(value) || labels === undefined || expressions === undefined) return NO_SELECTOR;
  return { requirements: [...labels, ...expressions], isValid: true };
}

const NO_SELECTOR: LabelSelector = { requirements: [], isValid: false };

function readMatchLabels(value: unknown): readonly LabelRequirement[] | undefined {
  if (isAbsent(value)) return [];
  if (!isObject(value)) return undefined;
  const labels = readLabels(value);
  if (labels.size < Object.keys(value).length) return undefined;
  return [...labels].map(([key, label]) => ({ key, operator: 'In', values: [label] }));
}

function readMatchExpressions(value: unknown): readonly LabelRequirement[] | undefined {
  if (isAbsent(value)) return [];
  if (!Array.isArray(value)) return undefined;
  const requirements = value.map(readRequirement).filter((requirement) => requirement !== undefined);
  return requirements.length === value.length ? requirements : undefined;
}

/** `In` and `NotIn` need values, the other two must not have any. */
function readRequirement(value: unknown): LabelRequirement | undefined {
  const key = text(field(value, 'key'));
  const operator = field(value, 'operator');
  const raw = field(value, 'values');
  if (key === undefined || !isOperator(operator) || !(isAbsent(raw) || Array.isArray(raw))) return undefined;
  const values = items(raw).map(labelText);
  const needsValues = operator === 'In' || operator === 'NotIn';
  if (needsValues !== values.length > 0 || !values.every((one) => one !== undefined)) return undefined;
  return { key, operator, values };
}

function isOperator(value: unknown): value is LabelOperator {
  return value === 'In' || value === 'NotIn' || value === 'Exists' || value === 'DoesNotExist';
}

/** Null is the empty text, as for the API server. */
function labelText(value: unknown): string | undefined {
  if (value === null) return '';
  return typeof value === 'object' || value === undefined ? undefined : String(value);
}
