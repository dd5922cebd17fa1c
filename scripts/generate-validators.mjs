/**
 * Compiles the JSON Schemas of `schemas/` into plain JavaScript, so that nothing compiles code at run time
 * (`new Function` is forbidden in some hosts) and ajv itself stays out of the bundles.
 */
import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { writeIfChanged } from './write-if-changed.mjs';

const SCHEMAS = new URL('../schemas/', import.meta.url);
const GENERATED = new URL('../server/src/rules/generated/', import.meta.url);

/**
 * What the compiled validators check: the shape. The schemas say more for other tools (patterns, bounds); those
 * are judged by the rules, with the API server's exact conditions and with messages of their own.
 */
const SHAPE_KEYWORDS = new Set([
  '$schema',
  '$ref',
  'allOf',
  'definitions',
  'type',
  'enum',
  'format',
  'properties',
  'additionalProperties',
  'items',
]);

/**
 * Of a custom resource the API server checks these as well, straight from such a schema. Its metadata it checks as that
 * of every object: by code.
 */
const LIMIT_KEYWORDS = new Set([
  ...SHAPE_KEYWORDS,
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'maxLength',
  'uniqueItems',
]);

/** The kinds that are built into the server, and the definitions of metadata in the other schemas. */
const BUILT_IN = /^networkpolicy\.networking\.k8s\.io-/;
const METADATA = new Set([
  'objectMeta',
  'metadataLabelValue',
  'ownerReference',
  'managedFieldsEntry',
  'time',
]);

/** Members that map names to schemas, rather than being a schema. */
const MAPS_OF_SCHEMAS = new Set(['properties', 'definitions']);

const LEAP_YEAR = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DAY_OF_MONTH = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '02-(?:0[1-9]|1\\d|2[0-8])',
].join('|');
const CLOCK = '(?:[01]?\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:[.,]\\d+)?';
const OFFSET = 'Z|[+-](?:[01]\\d|2[0-4]):(?:[0-5]\\d|60)';

/** As Go reads it: an hour may have one digit, a fraction may follow a comma. */
const RFC3339 = new RegExp(`^(?:\\d{4}-(?:${DAY_OF_MONTH})|${LEAP_YEAR}-02-29)T${CLOCK}(?:${OFFSET})$`);

/** How ajv adds what a part found: to a copy of all that was found before. */
const COPIED = /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g;

const APPEND = `
function append(known, more) {
  if (known === null) return more;
  for (const error of more) known.push(error);
  return known;
}
`;

const DECLARATION = `import type { ShapeValidator } from '../api/shape';
declare const validate: ShapeValidator;
export default validate;
`;

/** Compiles every schema; files whose content stays the same are not touched. */
export async function generateValidators() {
  await mkdir(GENERATED, { recursive: true });
  const files = (await readdir(SCHEMAS)).filter((file) => file.endsWith('.schema.json'));
  await Promise.all(files.map(generateValidator));
}

async function generateValidator(file) {
  const schema = JSON.parse(await readFile(new URL(file, SCHEMAS), 'utf8'));
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    // The schema of the object with an unknown field names the fields it may have.
    verbose: true,
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
    formats: { 'date-time': RFC3339 },
  });
  const name = file.replace(/\.schema\.json$/, '');
  const code = standaloneCode(
    ajv,
    ajv.compile(shapeOf(schema, BUILT_IN.test(file) ? SHAPE_KEYWORDS : LIMIT_KEYWORDS)),
  );
  await writeIfChanged(new URL(`${name}.js`, GENERATED), `${inLinearTime(code)}\n`);
  await writeIfChanged(new URL(`${name}.d.ts`, GENERATED), DECLARATION);
}

/** With a fault in each item of a list, the copies would take the square of their number. */
function inLinearTime(code) {
  const appending = code.replace(COPIED, 'append(vErrors, $1.errors)');
  if (appending.includes('.concat('))
    throw new Error('ajv writes its validators in another way now: see COPIED');
  return appending + APPEND;
}

function shapeOf(schema, keywords) {
  if (Array.isArray(schema)) return schema.map((one) => shapeOf(one, keywords));
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(([keyword]) => keywords.has(keyword));
  return Object.fromEntries(
    members.map(([keyword, value]) => [keyword, shapeOfMember(keyword, value, keywords)]),
  );
}

function shapeOfMember(keyword, value, keywords) {
  if (keyword === 'enum' || keyword === 'type') return value;
  if (!MAPS_OF_SCHEMAS.has(keyword)) return shapeOf(value, keywords);
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => {
      const isMetadata = keyword === 'definitions' && METADATA.has(name);
      return [name, shapeOf(schema, isMetadata ? SHAPE_KEYWORDS : keywords)];
    }),
  );
}
