/**
 * Tables of manifests with what the API server's own code says of each: strict decoding, defaulting and validation of
 * a create request, taken from Kubernetes 1.37.2, or from 1.36.3 where a table says `# kubernetes: 1.36`.
 *
 * A table is a manifest with a `$` in it and a list of what stands there: `VALUE => accepted`, `unreadable` when the
 * YAML cannot be read, or the errors as `FIELD REASON`. The server stops after values of the wrong type, and again
 * after unknown and repeated fields; a table lists the errors of the step at which it stops, and of wrong types all,
 * although the server names the first one only. `x{64}` is a letter 64 times, `⏎` a line break.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../server/src/rules/check';
import { check } from './fixture';

const FOLDER = join(import.meta.dirname, '../../fixtures/api-verdicts');
const HEAD = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n';
const NAME = 'metadata:\n  name: web\n';
const ROW = /^(?<value>.*?)(?<gap> *=> )(?<verdict>.+)$/u;

describe.each(readdirSync(FOLDER))('%s', (name) => {
  const file = readFileSync(join(FOLDER, name), 'utf8');
  const [about = '', ...rest] = file.split('\n');

  test('says what it is about', () => {
    expect(about).toMatch(/^# .+\.$/u);
  });

  test('holds for the checks, too', () => {
    const judged = rest.join('\n').split('----\n').map(judgedTable).join('----\n');
    expect(`${about}\n${judged}`).toBe(file);
  });
});

/** The table with the verdicts that our checks come to. */
function judgedTable(table: string): string {
  const [head = '', rows = ''] = table.split('\n\n');
  const version = /^# kubernetes: (?<version>.+)$/mu.exec(head)?.groups?.['version'];
  const template = head.replace(/^#.*\n/gmu, '');
  const judged = rows.split('\n').map((row) => {
    const { value = '', gap = '' } = ROW.exec(row)?.groups ?? {};
    if (gap === '') return row;
    return `${value}${gap}${verdict(manifest(template, value), version)}`;
  });
  return `${head}\n\n${judged.join('\n')}`;
}

function manifest(template: string, value: string): string {
  const body = expanded(`${template.replace('$', () => value)}\n`);
  if (body.startsWith('{')) return body;
  return `${HEAD}${body.startsWith('spec') ? NAME : ''}${body}`;
}

function expanded(text: string): string {
  return text
    .replaceAll(/(\p{L})\{(\d+)\}/gu, (_match, letter: string, times: string) => letter.repeat(Number(times)))
    .replaceAll('⏎', '\n');
}

function verdict(text: string, version: string | undefined): string {
  const found = check(text, version === undefined ? {} : { kubernetesVersion: version });
  if (found.some(({ code }) => code === 'yaml-syntax')) return 'unreadable';
  const faults = found.filter(({ reason }) => reason !== undefined);
  const errors = new Set(firstStep(faults).map(({ field, reason }) => `${field} ${reason}`));
  return errors.size === 0 ? 'accepted' : [...errors].toSorted().join(', ');
}

/** Where several steps would fail, the server tells the first. */
function firstStep(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  return [WRONG_TYPE, UNKNOWN].map((step) => faults.filter(step)).find((step) => step.length > 0) ?? faults;
}

const TYPE_RULES = new Set(['wrong-type', 'selector-wrong-type', 'label-value-not-string']);
const WRONG_TYPE = ({ code, reason }: Diagnostic): boolean => TYPE_RULES.has(code) && reason === 'Invalid';
const UNKNOWN = ({ reason }: Diagnostic): boolean => reason === 'Unknown' || reason === 'Duplicate';
