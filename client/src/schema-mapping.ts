/**
 * What another extension does in a YAML document by the schemas of Kubernetes, as far as its settings show. In doubt it
 * does nothing: what stands there twice is better than what is missing. Knows no editor.
 */
import type { SchemaShare } from './schema-setting';

/** The settings of the YAML extension that decide; none of them is trusted to have its type. */
export interface YamlSettings {
  readonly validate: unknown;
  readonly completion: unknown;
  /** Schema → glob, or globs, of the files it is for. */
  readonly schemas: unknown;
  /** Globs of files that are for no schema. */
  readonly disableSchemaDetection: unknown;
  /** Another extension hands it the schemas of what Kubernetes has by itself, for every manifest. */
  readonly isContributedTo: boolean;
}

export interface MappedDocument {
  readonly path: string;
  getText(): string;
  /** Whether the path matches a glob. */
  matches(glob: string): boolean;
}

interface Mapping {
  readonly schema: string;
  readonly globs: readonly string[];
}

/** What is left to the YAML extension in a document. */
export function shareOf(document: MappedDocument, settings: YamlSettings): SchemaShare {
  return {
    findings: settings.validate !== false && isChecked(document, settings),
    fields: settings.completion !== false && isOfferedFields(document, settings),
  };
}

/** Whether the settings map the document to the strict schemas of Kubernetes, and to nothing else. */
function isChecked(document: MappedDocument, settings: YamlSettings): boolean {
  if (namedSchemas(document.getText()).length > 0 || isForNoSchema(document, settings)) return false;
  const mapped = mappingsOf(settings).filter(({ globs }) => globs.some((glob) => mayMatch(document, glob)));
  return (
    mapped.length > 0 &&
    mapped.every(({ schema, globs }) => isStrict(schema) && !globs.some((glob) => isIntricate(glob)))
  );
}

/** Whether it has a schema of Kubernetes among others: fields are offered by all of them, be they strict or not. */
function isOfferedFields(document: MappedDocument, settings: YamlSettings): boolean {
  const text = document.getText();
  const named = namedSchemas(text);
  if (named.length > 0) return named.every(isOfKubernetes);
  if (settings.isContributedTo && !ADDED_KIND.test(text)) return true;
  if (isForNoSchema(document, settings)) return false;
  return mappingsOf(settings).some(
    ({ schema, globs }) =>
      isOfKubernetes(schema) &&
      !globs.some((glob) => isIntricate(glob)) &&
      globs.some((glob) => mayMatch(document, glob)),
  );
}

/** The keyword, or what it stands for. Its other schemas let fields pass that do not exist. */
function isStrict(schema: string): boolean {
  return isKeyword(schema) || STRICT_SCHEMA.test(schema);
}

/** The keyword, or a schema whose address says what it is for. */
function isOfKubernetes(schema: string): boolean {
  return isKeyword(schema) || /kubernetes|networkpolicy/iu.test(schema);
}

function isKeyword(schema: string): boolean {
  return schema.trim().toLowerCase() === 'kubernetes';
}

const STRICT_SCHEMA =
  /^https:\/\/raw\.githubusercontent\.com\/yannh\/kubernetes-json-schema\/master\/v\d+\.\d+\.\d+-standalone-strict\/all\.json$/u;

/** Schemas by comments, which map documents by themselves and take precedence over all settings. */
function namedSchemas(text: string): readonly string[] {
  return Array.from(text.matchAll(NAMES_SCHEMA), ({ groups }) => groups?.['schema'] ?? '');
}

const NAMES_SCHEMA = /^#\s+(?:yaml-language-server\s*:|\$schema:)(?<schema>.*)$/gmu;

/** A kind of policy that clusters do not have by themselves. */
const ADDED_KIND = /^apiVersion:\s*["']?policy\.networking\.k8s\.io\//mu;

function isForNoSchema(document: MappedDocument, { disableSchemaDetection }: YamlSettings): boolean {
  return isOddPath(document.path) || globsOf(disableSchemaDetection).some((glob) => mayMatch(document, glob));
}

function mappingsOf({ schemas }: YamlSettings): readonly Mapping[] {
  if (typeof schemas !== 'object' || schemas === null) return [];
  return Object.entries(schemas).map(([schema, globs]) => ({ schema, globs: globsOf(globs) }));
}

/** Stars do not match names with a dot in front there, but they do here. */
function isOddPath(path: string): boolean {
  return path.split('/').some((name) => name.startsWith('.'));
}

/** Syntax that is read differently here and there: exceptions and groups. */
function isIntricate(glob: string): boolean {
  return /[!()]/u.test(glob);
}

function mayMatch(document: MappedDocument, glob: string): boolean {
  return isIntricate(glob) || document.matches(`**/${glob.replace(/^\//u, '')}`);
}

function globsOf(value: unknown): readonly string[] {
  const globs: readonly unknown[] = Array.isArray(value) ? value : [value];
  return globs.filter((glob) => typeof glob === 'string' && glob !== '').map(String);
}
