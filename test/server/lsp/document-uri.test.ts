import { describe, expect, it } from 'vitest';
import { documentUri, isBelow, parentFolder } from '../../../server/src/lsp/document-uri';

describe('documentUri', () => {
  it.each([
    ['file:///C%3A/projects/a.yaml', 'file:///c:/projects/a.yaml'],
    ['file:///c:/projects/a.yaml', 'file:///C:/projects/a.yaml'],
    ['file:///projects/a b.yaml', 'file:///projects/a%20b.yaml'],
    ['file:///projects/%C3%A4.yaml', 'file:///projects/ä.yaml'],
  ])('gives %s and %s one spelling', (one, other) => {
    expect(documentUri(one)).toBe(documentUri(other));
  });

  it('keeps different files apart', () => {
    expect(documentUri('file:///projects/a.yaml')).not.toBe(documentUri('file:///projects/A.yaml'));
    expect(documentUri('file:///projects/a.yaml')).not.toBe(documentUri('untitled:/projects/a.yaml'));
  });

  it.each(['', 'no uri', ':', 'a:b', '//', 'untitled:Untitled-1', '%'])('is stable for %j', (text) => {
    expect(documentUri(documentUri(text))).toBe(documentUri(text));
  });
});

describe('isBelow', () => {
  it.each([
    ['file:///w', 'file:///w/a.yaml', true],
    ['file:///w/', 'file:///w/a.yaml', true],
    ['file:///w', 'file:///w', true],
    ['file:///w', 'file:///ww/a.yaml', false],
    ['file:///w/a', 'file:///w', false],
  ])('of %s, %s: %s', (folder, uri, expected) => {
    expect(isBelow(folder, uri)).toBe(expected);
  });
});

describe('parentFolder', () => {
  it.each([
    ['file:///w/a.yaml', 'file:///w'],
    ['untitled:Untitled-1', ''],
  ])('of %s is %j', (uri, folder) => {
    expect(parentFolder(uri)).toBe(folder);
  });

  it('comes to an end', () => {
    let place = 'file:///a/b/c/d.yaml';
    const steps = [];
    while (place !== '') {
      place = parentFolder(place);
      steps.push(place);
    }
    expect(steps.at(-1)).toBe('');
  });
});
