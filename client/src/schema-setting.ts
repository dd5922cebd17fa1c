/**
 * The setting that leaves something to a neighbour, `auto` in it replaced by what was decided. Knows no neighbour.
 */

/** @param section the section `podreach`, as the editor answers it */
export function decideSchemaSetting(section: unknown, isLeftToNeighbour: boolean): unknown {
  if (!isRecord(section)) return section;
  const schema = isRecord(section['schema']) ? section['schema'] : {};
  const { validate = 'auto' } = schema;
  if (validate !== 'auto') return section;
  return { ...section, schema: { ...schema, validate: isLeftToNeighbour ? 'off' : 'on' } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
