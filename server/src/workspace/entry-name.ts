/**
 * By what an object is known: of two that are written, those of one name are the same object.
 */
import type { Entry } from './entry';

export interface EntryName {
  readonly kind: string;
  /** Absent for cluster-scoped kinds. */
  readonly namespace?: string;
  readonly name: string;
}

/** A text for each object. Objects whose name is not yet written are all different. */
export function identityOf(entry: Entry): string {
  const { kind, namespace = '', name } = nameOf(entry);
  const place = name === '' ? ` ${entry.source.file} ${entry.source.resource}` : '';
  return `${kind} ${namespace} ${name}${place}`;
}

/** The kind, namespace and name that kubectl would know the object by. */
export function nameOf({ kind, object }: Entry): EntryName {
  switch (kind) {
    case 'policy':
    case 'unread-policy':
      return object.ref;
    case 'workload':
      return named(object.workload.kind, object.workload);
    case 'service':
      return named('Service', object);
    case 'namespace':
      return { kind: 'Namespace', name: object.name };
    case 'entrance':
      return named(object.entrance.kind, object.entrance);
    case 'gateway':
      return named('Gateway', object);
    case 'grant':
      return named('ReferenceGrant', object);
  }
}

/** The namespace that an entry shows to be there, since pods or their policies or Services are in it. */
export function homeOf(entry: Entry): string | undefined {
  const isInside = entry.kind === 'policy' || entry.kind === 'workload' || entry.kind === 'service';
  return isInside ? nameOf(entry).namespace : undefined;
}

function named(
  kind: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): EntryName {
  return { kind, namespace, name };
}
