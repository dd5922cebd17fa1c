/**
 * Labels of namespaces that are mistaken for their name.
 */

/** Kubernetes sets none of these by itself. */
export const NAME_LIKE_LABELS: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'ns',
  'metadata.name',
  'kubernetes.io/name',
  'app.kubernetes.io/name',
]);
