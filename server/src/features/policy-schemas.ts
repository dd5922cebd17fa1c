/**
 * What the schemas of the policy kinds say of a place in an object: its fields in their order, its words, what it means.
 * Knows no text.
 */
import adminNetworkPolicy from '../../../schemas/adminnetworkpolicy.policy.networking.k8s.io-v1alpha1.schema.json';
import baselineAdminNetworkPolicy from '../../../schemas/baselineadminnetworkpolicy.policy.networking.k8s.io-v1alpha1.schema.json';
import clusterNetworkPolicy from '../../../schemas/clusternetworkpolicy.policy.networking.k8s.io-v1alpha2.schema.json';
import networkPolicy from '../../../schemas/networkpolicy.networking.k8s.io-v1.schema.json';
import type { FieldPath } from '../manifests/document';
import { field } from '../manifests/json-value';

export interface SchemaPlace {
  readonly shape: 'map' | 'list' | 'scalar';
  /** What it means. */
  readonly description: string | undefined;
  /** Names of the fields that the schema lists, in its order. */
  readonly fields: readonly string[];
  /** The words it may be; empty when there are more than can be listed. */
  readonly words: readonly string[];
}

const SCHEMAS: Readonly<Record<string, unknown>> = {
  'policy.networking.k8s.io/v1alpha1 AdminNetworkPolicy': adminNetworkPolicy,
  'policy.networking.k8s.io/v1alpha1 BaselineAdminNetworkPolicy': baselineAdminNetworkPolicy,
  'policy.networking.k8s.io/v1alpha2 ClusterNetworkPolicy': clusterNetworkPolicy,
  'networking.k8s.io/v1 NetworkPolicy': networkPolicy,
};

/** Undefined for other kinds, and where the schema says nothing. */
export function schemaPlace(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  path: FieldPath,
): SchemaPlace | undefined {
  const name = `${apiVersion} ${kind}`;
  const root = Object.hasOwn(SCHEMAS, name) ? SCHEMAS[name] : undefined;
  const schema = path.reduce<unknown>((found, step) => below(root, found, step), root);
  if (schema === undefined) return undefined;
  const meant = resolved(root, schema);
  const description = field(schema, 'description') ?? field(meant, 'description');
  return {
    shape: shapeOf(meant),
    description: typeof description === 'string' ? description : undefined,
    fields: Object.keys(Object(field(meant, 'properties'))),
    words: texts(field(meant, 'enum')),
  };
}

function below(root: unknown, schema: unknown, step: string | number): unknown {
  const meant = resolved(root, schema);
  return typeof step === 'number' ? field(meant, 'items') : field(field(meant, 'properties'), step);
}

/** A place may refer to a definition, with words of its own beside. */
function resolved(root: unknown, schema: unknown): unknown {
  const [only] = listOf(field(schema, 'allOf'));
  const reference = field(only ?? schema, '$ref');
  if (typeof reference !== 'string') return schema;
  const name = reference.replace('#/definitions/', '');
  return resolved(root, field(field(root, 'definitions'), name));
}

function shapeOf(schema: unknown): SchemaPlace['shape'] {
  const type = field(schema, 'type');
  const types = texts(Array.isArray(type) ? type : [type]);
  if (types.includes('array')) return 'list';
  return types.includes('object') ? 'map' : 'scalar';
}

function texts(value: unknown): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
