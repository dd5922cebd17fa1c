/**
 * The setting that leaves something to a neighbour, `auto` in it replaced by what was decided. Knows no neighbour.
 */

/** What a neighbour does in a document by the schema of it. */
export interface SchemaShare {
  readonly findings: boolean;
  readonly fields: boolean;
}

/** @param section the section `podreach`, as the editor answers it */
export function decideSchemaSetting(section: unknown, theirs: SchemaShare): unknown {
  if (!isRecord(section)) return section;
  const schema = isRecord(section['schema']) ? section['schema'] : {};
  const { validate = 'auto' } = schema;
  if (validate !== 'auto') return section;
  return { ...section, schema: { ...schema, validate: whatIsLeft(theirs) } };
}

function whatIsLeft({ findings, fields }: SchemaShare): string {
  if (findings) return fields ? 'off' : 'fields';
  return fields ? 'findings' : 'on';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
