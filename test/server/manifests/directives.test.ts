import { describe, expect, test } from 'vitest';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import { mark } from './marked-text';

function problemsOf(text: string): readonly (readonly [string, string])[] {
  return readManifestFile('a.yaml', text).documents.flatMap(({ problems }) =>
    problems.map(({ range, message }) => [mark(text, range), message] as const),
  );
}

/** What the reader of Kubernetes 1.37 takes. */
describe('directives', () => {
  test.each([
    ['«%YAML 1.2»\n---\na: b\n', 'kubectl refuses this directive: it reads YAML 1.1. Delete this line.'],
    [
      '# c\n\n«%YAML 1.2»\r\n---\r\na: b\r\n',
      'kubectl refuses this directive: it reads YAML 1.1. Delete this line.',
    ],
    ['«%TAG !e tag:example.com,2000:»\n---\na: b\n', 'kubectl refuses this directive: delete this line.'],
    ['«%TAG !e! tag:example.com#2000»\n---\na: b\n', 'kubectl refuses this directive: delete this line.'],
    ['%YAML 1.1\n«%FOO bar»\n---\na: b\n', 'kubectl refuses this directive: delete this line.'],
  ])('%j', (marked, message) => {
    expect(problemsOf(marked.replaceAll(/[«»]/gu, ''))).toEqual([[marked, message]]);
  });

  test.each([
    '%YAML 1.1\n---\na: b\n',
    '%YAML 1.1 # old\n---\na: b\n',
    '%TAG ! tag:example.com,2000:\n---\na: !b c\n',
    '%TAG !e! tag:example.com,2000: # ours\n---\na: b\n',
    '---\na: |\n  %YAML 1.2\n',
    '# %YAML 1.2\n---\na: 5%\n',
  ])('%j is fine', (text) => {
    expect(problemsOf(text)).toEqual([]);
  });
});
