import { describe, expect, it } from 'vitest';
import { many } from '../../thoroughness';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const files = { 'workloads.yaml': WORKLOADS };
const LENSES = ['1: Selects 1 workload · Reachable from 1 of 2', '10: Allows 1 workload'];

async function open(text: string) {
  const { editor } = await start(files);
  return { editor, document: await editor.open('policy.yaml', text) };
}

describe('a document', () => {
  it('with CRLF line ends is answered like any other', async () => {
    const { document } = await open(POLICY.replaceAll('\n', '\r\n'));
    expect(await document.lensTitles()).toEqual(LENSES);
    expect(await document.hover('podSel|ector')).toContain('1 of 3 workloads');
    await document.edit('port: 8080', 'port: 80800');
    expect(await document.diagnostics()).toMatchObject([
      { code: 'invalid-port', range: { start: document.place('80800'), end: document.place('80800|') } },
    ]);
  });

  it('whose editor keeps the byte order mark gets its positions right', async () => {
    const { document } = await open(
      `\uFEFF${POLICY.replace('apiVersion: networking.k8s.io/v1', 'kind: NetworkPolicy').replace('kind: NetworkPolicy\nkind: NetworkPolicy', 'kind: NetworkPolicy\napiVersion: networking.k8s.io/v1')}`,
    );
    const [lens] = await document.codeLenses();
    expect(lens?.range).toEqual({ start: document.place('kind'), end: document.place('kind|') });
    expect(await document.hover('ki|nd')).toContain('1 of 3 workloads');
    await document.edit('kind', 'kin');
    await document.edit('kin', 'kind');
    expect(await document.hover('ki|nd')).toContain('1 of 3 workloads');
  });

  it('with wide characters before a word gets its columns right', async () => {
    const { document } = await open(
      POLICY.replace('name: cart', 'name: cart # 😀😀\n  annotations: {"😀": "é"}'),
    );
    expect(await document.hover('podSel|ector')).toContain('1 of 3 workloads');
  });

  it('that is empty, or nothing but comments and markers, is no trouble', async () => {
    for (const text of ['', '\n', '---\n---\n', '# comment\n', '\uFEFF', '   ', '{}', '[]', 'null', '"']) {
      const { editor, document } = await open(text);
      expect(await document.codeLenses()).toEqual([]);
      await document.diagnostics();
      expect(editor.logged()).toEqual([]);
    }
  });

  it('with a tab says where it is', async () => {
    const { document } = await open(POLICY.replace('  podSelector', '\tpodSelector'));
    const found = await document.diagnostics();
    expect(found.map(({ range }) => range.start.line)).toContain(document.place('\tpodSelector').line);
  });

  it('that is broken keeps the answers about its other documents', async () => {
    const { document } = await open(
      `${POLICY}---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: [\n`,
    );
    expect(await document.lensTitles()).toEqual(expect.arrayContaining(LENSES));
    const lines = (await document.diagnostics()).map(({ range }) => range.start.line);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line > 18)).toBe(true);
  });

  it('can be typed from nothing, character by character', async () => {
    const { editor, document } = await open('');
    for (const character of POLICY.slice(0, 250)) {
      const end = { line: Number.MAX_SAFE_INTEGER, character: 0 };
      await document.apply([{ range: { start: end, end }, newText: character }]);
    }
    await document.diagnostics();
    expect(document.text()).toBe(POLICY.slice(0, 250));
    expect(editor.logged()).toEqual([]);
  });

  it('cut off anywhere is answered without a fault', async () => {
    const { editor, document } = await open(POLICY);
    for (let length = POLICY.length; length > 0; length -= 7) {
      const range = {
        start: { line: 0, character: 0 },
        end: { line: Number.MAX_SAFE_INTEGER, character: 0 },
      };
      await document.apply([{ range, newText: POLICY.slice(0, length) }]);
      await Promise.all([document.diagnostics(), document.lensTitles(), document.hover('a')]);
    }
    expect(editor.logged()).toEqual([]);
  });

  it('of thousands of documents is answered', async () => {
    const documents = Array.from({ length: many(5000) }, (_, nth) =>
      nth % 10 === 0
        ? POLICY.replace('name: cart', `name: cart-${nth}`)
        : `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${nth}}\n`,
    );
    const { editor, document } = await open(documents.join('---\n'));
    expect((await document.codeLenses()).length).toBe(documents.length / 5);
    expect(await document.hover('podSel|ector')).toContain('1 of 3 workloads');
    await document.edit('port: 8080', 'port: 80800');
    expect((await document.diagnostics()).map(({ code }) => code)).toEqual(['invalid-port']);
    expect(editor.logged()).toEqual([]);
  });

  it('with a bomb of aliases does not go off', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const anchor = (nth: number) => `*a${nth}`;
      const items = level === 0 ? 'x' : Array.from({ length: 10 }, () => anchor(level - 1)).join(', ');
      return `a${level}: &a${level} [${items}]`;
    });
    const { document } = await open(`${POLICY}bomb:\n  ${levels.join('\n  ')}\n---\n${POLICY}`);
    await Promise.all([document.diagnostics(), document.codeLenses(), document.hover('podSel|ector')]);
  });
});
