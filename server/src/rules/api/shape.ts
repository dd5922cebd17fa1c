/**
 * Where a policy differs in shape from its schema: types, field names, enumerations. Knows ajv's error format,
 * and no text.
 */
import type { FieldPath } from '../../manifests/document';

/** What ajv says of one violation, as far as it is read here. */
interface ShapeError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: unknown;
}

/** A compiled schema. The errors of a call are those until the next call. */
export interface ShapeValidator {
  (value: unknown): boolean;
  readonly errors?: readonly ShapeError[] | null;
}

export type ShapeViolation =
  | { readonly kind: 'type'; readonly path: FieldPath; readonly expected: readonly string[] }
  | {
      readonly kind: 'unknown';
      /** The object; the key that nobody knows is in it. */
      readonly path: FieldPath;
      readonly key: string;
      /** The fields such an object may have. */
      readonly known: readonly string[];
    }
  | { readonly kind: 'value'; readonly path: FieldPath; readonly allowed: readonly string[] }
  | { readonly kind: 'time'; readonly path: FieldPath }
  | { readonly kind: 'limit'; readonly path: FieldPath; readonly limit: Limit };

/** A bound that a value exceeds. Only schemas of custom resources have them. */
export type Limit =
  | {
      readonly keyword: 'minimum' | 'maximum' | 'minItems' | 'maxItems' | 'maxLength';
      readonly bound: number;
    }
  /** The same item stands at both places of the list. */
  | { readonly keyword: 'uniqueItems'; readonly first: number; readonly second: number };

/** Every violation of a schema, each value with at most one. */
export function shapeViolations(value: unknown, validate: ShapeValidator): readonly ShapeViolation[] {
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // A number where one of three words is due breaks the enumeration too; the type is what is wrong.
  const mistyped = new Set(errors.filter(isTypeError).map(({ instancePath }) => instancePath));
  return errors
    .filter((error) => isTypeError(error) || !mistyped.has(error.instancePath))
    .flatMap((error) => violation(error, pathOf(error.instancePath, value)));
}

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>((value, step) => member(value, step), root);
}

function member(value: unknown, step: string | number): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, step)?.value;
}

function isTypeError({ keyword }: ShapeError): boolean {
  return keyword === 'type';
}

function violation(
  { keyword, params, parentSchema }: ShapeError,
  path: FieldPath,
): readonly ShapeViolation[] {
  switch (keyword) {
    case 'type':
      return [{ kind: 'type', path, expected: texts(params['type']) }];
    case 'additionalProperties':
      return [
        { kind: 'unknown', path, key: String(params['additionalProperty']), known: fieldsOf(parentSchema) },
      ];
    case 'enum':
      return [{ kind: 'value', path, allowed: texts(params['allowedValues']) }];
    case 'format':
      return [{ kind: 'time', path }];
    case 'uniqueItems': {
      const [one, other] = [Number(params['i']), Number(params['j'])];
      const limit = { keyword, first: Math.min(one, other), second: Math.max(one, other) } as const;
      return [{ kind: 'limit', path, limit }];
    }
    case 'minimum':
    case 'maximum':
    case 'minItems':
    case 'maxItems':
    case 'maxLength':
      return [{ kind: 'limit', path, limit: { keyword, bound: Number(params['limit']) } }];
    default:
      return [];
  }
}

function fieldsOf(schema: unknown): readonly string[] {
  const properties = member(schema, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function texts(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string');
}

/** A JSON pointer as a path. Only the value tells whether `0` is an index or a key. */
function pathOf(pointer: string, root: unknown): FieldPath {
  const steps = pointer.split('/').slice(1);
  const path: (string | number)[] = [];
  let value = root;
  for (const escaped of steps) {
    const name = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    const step = Array.isArray(value) ? Number(name) : name;
    path.push(step);
    value = member(value, step);
  }
  return path;
}
