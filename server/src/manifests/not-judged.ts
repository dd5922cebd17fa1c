/**
 * Recognises text that is not yet, or not alone, the manifest a cluster will see: templates, placeholders, encrypted
 * values, patches. Decided for each document: braces in an annotation prove nothing.
 */
import { isScalar, visit } from 'yaml';
import type { Node } from 'yaml';
import type { NotJudged } from './document';
import { field, isObject } from './json-value';
import { knownKindOf } from './known-kinds';
import { isJsonPatch, type KubernetesObject } from './kubernetes-objects';
import { nodeRange } from './yaml-tree';

/** What is known of a document when the question comes up. */
export interface Candidate {
  readonly text: string;
  readonly root: Node | null;
  readonly value: unknown;
  readonly objects: readonly KubernetesObject[];
  readonly hasProblems: boolean;
}

const TEMPLATE_ACTION = /\{\{|\{%/gu;
const PLACEHOLDER = /\$[{(]/gu;

/** A placeholder for several lines: to YAML a key without a colon. */
const PLACEHOLDER_LINE = /^[ \t]*\$(?:\{[^}\r\n]*\}|\([^)\r\n]*\))[ \t]*$/mu;

/** Why a document is not judged; undefined when it is judged. */
export function whyNotJudged(document: Candidate): NotJudged | undefined {
  const { text, value, hasProblems } = document;
  if (isEncrypted(text, value)) return 'encrypted';
  if (isWrittenWith(document, TEMPLATE_ACTION)) return 'template';
  if (isWrittenWith(document, PLACEHOLDER) || (hasProblems && PLACEHOLDER_LINE.test(text)))
    return 'placeholder';
  return isPatch(text, value) ? 'patch' : undefined;
}

/** SOPS leaves the structure, encrypts values, and adds its own key at the top. */
function isEncrypted(text: string, value: unknown): boolean {
  if (text.includes('sops') && isObject(field(value, 'sops'))) return true;
  return text.includes('ENC[') && hasText(value, (found) => found.startsWith('ENC['));
}

/** Where braces break the YAML they were not meant to be YAML; else it matters whether policy reads them. */
function isWrittenWith({ text, root, objects, hasProblems }: Candidate, mark: RegExp): boolean {
  if (text.search(mark) === -1) return false;
  if (hasProblems && standsOutsideScalars(text, root, mark)) return true;
  return objects.some((object) =>
    readValues(object).some((value) => hasText(value, (found) => found.search(mark) !== -1)),
  );
}

function standsOutsideScalars(text: string, root: Node | null, mark: RegExp): boolean {
  const outside = blankOut(text.replace(/(?<![^\s])#[^\r\n]*/gu, blanks), root);
  return outside.search(mark) !== -1;
}

/** The text with all text scalars replaced by blanks. */
function blankOut(text: string, root: Node | null): string {
  const parts: string[] = [];
  let at = 0;
  visit(root, {
    Scalar(_key, node) {
      const { start, end } = nodeRange(node);
      if (!isScalar(node) || start < at) return;
      parts.push(text.slice(at, start), blanks(text.slice(start, end)));
      at = end;
    },
  });
  return parts.join('') + text.slice(at);
}

function blanks(text: string): string {
  return ' '.repeat(text.length);
}

/** `$patch: delete` anywhere, or a list of JSON6902 operations. */
function isPatch(text: string, value: unknown): boolean {
  if (isJsonPatch(value)) return true;
  return text.includes('$patch') && hasKey(value, '$patch');
}

/** The values of an object that answers depend on. */
function readValues(object: KubernetesObject): readonly unknown[] {
  const known = knownKindOf(object);
  if (known === undefined) return [];
  return ['metadata.name', 'metadata.namespace', ...known.reads].flatMap((path) =>
    valuesAt(object.value, path.split('.')),
  );
}

function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (step === undefined) return [value];
  const isEach = step.endsWith('[]');
  const next = field(value, isEach ? step.slice(0, -2) : step);
  const found = isEach && Array.isArray(next) ? next : [next];
  return found.flatMap((item) => valuesAt(item, rest));
}

function hasText(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === 'string') return test(value);
  if (Array.isArray(value)) return value.some((item) => hasText(item, test));
  return isObject(value) && Object.entries(value).some(([key, item]) => test(key) || hasText(item, test));
}

function hasKey(value: unknown, name: string): boolean {
  if (Array.isArray(value)) return value.some((item) => hasKey(item, name));
  if (!isObject(value)) return false;
  return Object.hasOwn(value, name) || Object.values(value).some((item) => hasKey(item, name));
}
