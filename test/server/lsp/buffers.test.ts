import { describe, expect, it } from 'vitest';
import { createBuffers } from '../../../server/src/lsp/buffers';

const uri = 'file:///w/a.yaml';

function opened(text: string) {
  const buffers = createBuffers();
  const buffer = buffers.open({ textDocument: { uri, languageId: 'yaml', version: 1, text } });
  return { buffers, buffer };
}

describe('open documents', () => {
  it('follow incremental changes', () => {
    const { buffers } = opened('a: 1\nb: 2\n');
    const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 4 } };
    const changed = buffers.change({
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: '3' }],
    });
    expect(changed).toMatchObject({ text: 'a: 1\nb: 3\n', version: 2 });
    expect(buffers.get(uri)).toBe(changed);
  });

  it('apply several changes one after the other', () => {
    const { buffers } = opened('ab');
    const at = (character: number) => ({ start: { line: 0, character }, end: { line: 0, character } });
    const changed = buffers.change({
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: at(1), text: 'x' },
        { range: at(2), text: 'y' },
      ],
    });
    expect(changed?.text).toBe('axyb');
  });

  it('take a change without a range as the whole text', () => {
    const { buffers } = opened('a');
    const changed = buffers.change({ textDocument: { uri, version: 2 }, contentChanges: [{ text: 'b' }] });
    expect(changed?.text).toBe('b');
  });

  it('never change a version that was handed out', () => {
    const { buffers, buffer } = opened('a');
    buffers.change({ textDocument: { uri, version: 2 }, contentChanges: [{ text: 'b' }] });
    expect(buffer).toMatchObject({ text: 'a', version: 1 });
  });

  it('draw positions beyond the end to the end', () => {
    const { buffers } = opened('a\n');
    const far = { line: 99, character: 99 };
    const changed = buffers.change({
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: far, end: far }, text: 'b' }],
    });
    expect(changed?.text).toBe('a\nb');
  });

  it('are known by any spelling of their name', () => {
    const buffers = createBuffers();
    const textDocument = { uri: 'file:///c%3A/a.yaml', languageId: 'yaml', version: 1, text: '' };
    buffers.open({ textDocument });
    expect(buffers.get('file:///C:/a.yaml')).toMatchObject({ uri: 'file:///c%3A/a.yaml' });
  });

  it('ignore changes and closing of what was never opened', () => {
    const buffers = createBuffers();
    const change = { textDocument: { uri, version: 2 }, contentChanges: [{ text: 'b' }] };
    expect(buffers.change(change)).toBeUndefined();
    expect(buffers.close(uri)).toBeUndefined();
    expect([...buffers.all()]).toEqual([]);
  });

  it('are forgotten when they are closed', () => {
    const { buffers, buffer } = opened('a');
    expect(buffers.close(uri)).toBe(buffer.key);
    expect(buffers.get(uri)).toBeUndefined();
  });

  it('are handed out without a byte order mark, which still counts for positions', () => {
    const { buffers, buffer } = opened('\uFEFFa: 1');
    expect(buffer).toMatchObject({ text: 'a: 1', startsWithMark: true });
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } };
    const changed = buffers.change({
      textDocument: { uri, version: 2 },
      contentChanges: [{ range, text: '2' }],
    });
    expect(changed).toMatchObject({ text: 'a: 2', startsWithMark: true });
  });
});
