/** Bundles with code that was compiled ahead: used when it is theirs, passed over when it is not. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { Module } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Script } from 'node:vm';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { codeFile, loadCompiled } from '../../../server/src/lsp/compiled';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'podreach-compiled-'));
const TEXT = "exports.file = __filename; exports.separator = require('node:path').sep; exports.answer = 41;";

let bundle = '';
let count = 0;

beforeEach(() => {
  // A name of its own: `require` keeps what it has loaded.
  bundle = path.join(FOLDER, `bundle-${count++}.js`);
  writeFileSync(bundle, TEXT);
});

afterAll(() => rmSync(FOLDER, { recursive: true }));

function compile(text: string): Buffer {
  return new Script(Module.wrap(text)).createCachedData();
}

const LOADED = { separator: path.sep, answer: 41 };

it('loads a bundle that has no code', () => {
  expect(loadCompiled(bundle)).toEqual({ ...LOADED, file: bundle });
});

it('loads a bundle by its code, with all that a module knows', () => {
  writeFileSync(codeFile(bundle), compile(TEXT));
  expect(loadCompiled(bundle)).toEqual({ ...LOADED, file: bundle });
});

it('takes the code for what it is: that is how it is quicker', () => {
  writeFileSync(codeFile(bundle), compile(TEXT.replace('41', '42')));
  expect(loadCompiled(bundle)).toMatchObject({ answer: 42 });
});

it('passes over code that is older than the bundle', () => {
  writeFileSync(codeFile(bundle), compile(TEXT.replace('41', '42')));
  utimesSync(codeFile(bundle), new Date(0), new Date(0));
  expect(loadCompiled(bundle)).toMatchObject(LOADED);
});

it('passes over code that V8 refuses', () => {
  writeFileSync(codeFile(bundle), 'made by nobody');
  expect(loadCompiled(bundle)).toMatchObject(LOADED);
});
