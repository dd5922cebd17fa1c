/**
 * The settings that say what is shared with a neighbour, `auto` among them replaced by what was decided.
 * Knows no editor and no neighbour in particular.
 */

/** What another extension does in a document. */
export interface Neighbour {
  /** It checks manifests against their schema. */
  readonly validates: boolean;
  /** It offers the fields of manifests. */
  readonly completes: boolean;
}

/** @param section the section `podreach`, as the editor answers it */
export function decideShares(section: unknown, { validates, completes }: Neighbour): unknown {
  if (!isRecord(section)) return section;
  return {
    ...section,
    schema: decided(section['schema'], 'validate', validates),
    completion: decided(section['completion'], 'fields', completes),
  };
}

function decided(group: unknown, key: string, isLeftToNeighbour: boolean): unknown {
  const own = isRecord(group) ? group[key] : undefined;
  if (own !== undefined && own !== null && own !== 'auto') return group;
  return { ...(isRecord(group) && group), [key]: isLeftToNeighbour ? 'off' : 'on' };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
