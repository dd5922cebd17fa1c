/**
 * Whether another extension checks a YAML document against the schemas of Kubernetes, as far as its settings show.
 * In doubt it does not: a finding that stands there twice is better than one that is missing. Knows no editor.
 */

/** The settings of the YAML extension that decide; none of them is trusted to have its type. */
export interface YamlSettings {
  /** Schema → glob, or globs, of the files it is for. */
  readonly schemas: unknown;
  /** Globs of files that are for no schema. */
  readonly disableSchemaDetection: unknown;
}

export interface MappedDocument {
  readonly path: string;
  getText(): string;
  /** Whether the path matches a glob. */
  matches(glob: string): boolean;
}

/** Whether the settings map the document to the strict schemas of Kubernetes, and to nothing else. */
export function isMappedToKubernetes(
  document: MappedDocument,
  { schemas, disableSchemaDetection }: YamlSettings,
): boolean {
  if (typeof schemas !== 'object' || schemas === null) return false;
  if (isOddPath(document.path) || namesItsSchema(document.getText())) return false;
  if (globsOf(disableSchemaDetection).some((glob) => mayMatch(document, glob))) return false;
  const mapped = Object.entries(schemas).filter(([, globs]) =>
    globsOf(globs).some((glob) => mayMatch(document, glob)),
  );
  return (
    mapped.length > 0 &&
    mapped.every(
      ([schema, globs]) => isKubernetes(schema) && globsOf(globs).every((glob) => !isIntricate(glob)),
    )
  );
}

/** The keyword, or what it stands for. Its other schemas let fields pass that do not exist. */
function isKubernetes(schema: string): boolean {
  return schema.trim().toLowerCase() === 'kubernetes' || STRICT_SCHEMA.test(schema);
}

const STRICT_SCHEMA =
  /^https:\/\/raw\.githubusercontent\.com\/yannh\/kubernetes-json-schema\/master\/v\d+\.\d+\.\d+-standalone-strict\/all\.json$/u;

/** A comment that maps the document by itself takes precedence over all settings. */
function namesItsSchema(text: string): boolean {
  return /^#\s+(?:yaml-language-server\s*:|\$schema:)/mu.test(text);
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
