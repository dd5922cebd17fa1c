/** Fixes in files of several documents: everything around what they change stays as it is, byte for byte. */
import { describe, expect, test } from 'vitest';
import { allFixtures, applyFix, check, readFixture } from './fixture';

const BEFORE = `# Said before anything else.
apiVersion: v1
kind: ConfigMap
metadata: {name: before,   namespace: "around"}   # kept
data:
    text: |
      ingress:
      - from: []   # no policy

--- # the fixture
`;

const AFTER = `
---
# Said behind it.
apiVersion: v1
kind:   ConfigMap
metadata:
    'name': after
    namespace: around
# The end.`;

/** Those that can stand in a stream: JSON cannot, and what is broken may take in what is behind it. */
const FIXTURES = allFixtures().filter(({ source }) => {
  const { text, expected } = readFixture(source);
  const isBroken = expected.some(({ code }) => code === 'yaml-syntax' || code === 'tab-indentation');
  return !/^\s*[{[]/u.test(text) && !isBroken && !text.startsWith('%');
});

describe.each(['\n', '\r\n'])('a file of several documents with line ends %j', (lineEnd) => {
  const before = BEFORE.replaceAll('\n', lineEnd);
  const after = AFTER.replaceAll('\n', lineEnd);

  test.each(FIXTURES)('keeps what is around the fixes of $rule/$name', ({ rule, source }) => {
    const { text, settings } = readFixture(source);
    const written = before + text.trimEnd().replaceAll('\n', lineEnd) + after;
    for (const { code, fixes = [] } of check(written, settings).filter((one) => one.code === rule)) {
      for (const fix of fixes) {
        const label = `${code}: ${fix.title}`;
        const fixed = applyFix(written, fix);
        expect(fixed, label).not.toBe(written);
        expect(fixed.slice(0, before.length), label).toBe(before);
        // A policy that is added stands at the end of the file.
        expect(fixed.slice(before.length), label).toContain(after);
        if (!/^Remove/u.test(fix.title)) expect(lostComments(written, fixed), label).toEqual([]);
      }
    }
  });
});

/** Comments of the text before that are not in the one after. Those for Podreach may be what is mended. */
function lostComments(text: string, fixed: string): readonly string[] {
  const comments = text.match(/(?<=^|\s)# .*?(?=\r?$)/gmu) ?? [];
  return comments.filter((comment) => !comment.startsWith('# podreach-') && !fixed.includes(comment));
}
