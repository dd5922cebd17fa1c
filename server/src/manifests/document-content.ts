/**
 * What one document says, whatever file it is in: depends on its text alone, offsets count from its start. Values are
 * read on first use and then kept; the tree is made when a position is asked for, and again when it was forgotten.
 */
import { directiveProblem, markerProblem } from './directives';
import type { NotJudged, SyntaxProblem } from './document';
import { findObjects, type KubernetesObject } from './kubernetes-objects';
import { lazy } from './lazy';
import { whyNotJudged } from './not-judged';
import { readPlainDocument } from './plain-yaml';
import { canMatter } from './relevance';
import { controlCharacterProblem, readableText } from './source-text';
import { firstSyntaxProblem } from './syntax-problems';
import type { Locatable } from './tree-locations';
import { readTreeValues, type DuplicateKey, type TreeValues } from './tree-values';
import { nodeRange, parseTree, type YamlTree } from './yaml-tree';

export interface DocumentContent {
  readonly text: string;
  readonly isRelevant: boolean;
  /** Reads the text at the first call. */
  read(): DocumentReading;
  tree(): Locatable;
  /** The same text where kubectl does not look at it. */
  passedOver(): DocumentContent;
}

export interface DocumentReading {
  readonly value: unknown;
  /** Where the root begins. */
  readonly start: number;
  readonly objects: readonly KubernetesObject[];
  readonly problems: readonly SyntaxProblem[];
  readonly duplicates: readonly DuplicateKey[];
  readonly notJudged: NotJudged | undefined;
}

/** A tree together with the values read from it. */
export interface ParsedDocument {
  readonly yaml: YamlTree;
  readonly values: TreeValues;
  readonly places: Locatable;
}

/** Stands between a content and {@link parseDocumentText}, to keep trees that may be needed again. */
export interface DocumentParser {
  parse(text: string): ParsedDocument;
  /** The same, for one of whose positions more than one is likely to be asked for. */
  parseForPositions(text: string): ParsedDocument;
}

/** Nothing is read yet: only whether the text can matter is known at once. */
export function createContent(text: string, parser: DocumentParser): DocumentContent {
  const content: DocumentContent = {
    text,
    isRelevant: canMatter(text),
    read: lazy(() => readSafely(text, parser)),
    tree: () => parser.parseForPositions(text).places,
    passedOver: lazy(() => ({ ...content, read: lazy(() => passedOver(text)) })),
  };
  return content;
}

function passedOver(text: string): DocumentReading {
  const word = /\S{1,200}/u.exec(text);
  const start = word?.index ?? 0;
  const message =
    'kubectl reads nothing behind the line "...", up to the next "---". Write "---" in front of this document.';
  return unread({ range: { start, end: start + (word?.[0].length ?? 0) }, message });
}

/** Whatever fails in reading a document is a problem of this document alone. */
function readSafely(text: string, parser: DocumentParser): DocumentReading {
  try {
    return readPlainly(text) ?? readDocument(text, parser.parse(text));
  } catch (error) {
    return unread(failure(text, error));
  }
}

function failure(text: string, error: unknown): SyntaxProblem {
  const reason = error instanceof Error ? error.message : String(error);
  const message = `Podreach failed to read this document, which is its own fault: ${reason}.`;
  return { range: { start: 0, end: Math.min(text.length, 1) }, message };
}

function unread(problem: SyntaxProblem): DocumentReading {
  return { value: null, start: 0, objects: [], problems: [problem], duplicates: [], notJudged: undefined };
}

/** Makes the tree, whatever is wrong with the text. */
export function parseDocumentText(text: string): ParsedDocument {
  const readable = readableText(text);
  const yaml = parseTree(readable);
  const values = readTreeValues(yaml.root, readable);
  const places = { text, root: yaml.root, targets: values.targets, pairs: new Map() };
  return { yaml, values, places };
}

/** Most manifests are plain: values without a tree. A document that is read this way has no problems. */
function readPlainly(text: string): DocumentReading | undefined {
  const plain = readPlainDocument(text);
  if (plain === undefined) return undefined;
  const { value, start } = plain;
  const objects = findObjects(value);
  const notJudged = whyNotJudged({ text, root: null, value, objects, hasProblems: false });
  return { value, start, objects, problems: [], duplicates: [], notJudged };
}

function readDocument(text: string, { yaml, values }: ParsedDocument): DocumentReading {
  const objects = findObjects(values.value);
  const problems = findProblems(text, yaml, values);
  const notJudged = whyNotJudged({
    text,
    root: yaml.root,
    value: values.value,
    objects,
    hasProblems: problems.length > 0,
  });
  const isTemplate = notJudged === 'template' || notJudged === 'placeholder';
  return {
    value: values.value,
    start: yaml.root === null ? 0 : nodeRange(yaml.root).start,
    objects,
    problems: isTemplate ? [] : problems,
    duplicates: values.duplicates,
    notJudged,
  };
}

/** Faults of the syntax hide what may follow from them. */
function findProblems(text: string, yaml: YamlTree, values: TreeValues): readonly SyntaxProblem[] {
  const fault =
    controlCharacterProblem(text) ??
    directiveProblem(text) ??
    markerProblem(text) ??
    firstSyntaxProblem(readableText(text), yaml);
  return fault ? [fault] : firstOfEach(values.problems);
}

function firstOfEach(problems: readonly SyntaxProblem[]): readonly SyntaxProblem[] {
  const told = new Set<string>();
  return problems.filter(({ message }) => {
    const isNew = !told.has(message);
    told.add(message);
    return isNew;
  });
}
