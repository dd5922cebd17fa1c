import { describe, expect, it } from 'vitest';
import { CHECK_REQUEST, type CheckedFile, type CheckParams } from '../../../server/src/lsp/protocol';
import { FOLDER, uriOf, type Editor } from './editor';
import { POLICY, WORKLOADS } from './manifests';
import { start } from './start';

const BROKEN = POLICY.replace('podSelector:', 'podSelectr:');

/** The files with findings and the rules that found them. */
async function check(editor: Editor, params?: CheckParams): Promise<readonly string[]> {
  const files = await editor.connection.sendRequest<readonly CheckedFile[]>(CHECK_REQUEST, params);
  return files.map(
    ({ uri, findings }) => `${uri.slice(FOLDER.length + 1)}: ${findings.map(({ code }) => code).join(', ')}`,
  );
}

describe('a check of many files', () => {
  it('finds what is wrong in files that are not open, by their names', async () => {
    const { editor } = await start({
      'workloads.yaml': WORKLOADS,
      'b/policy.yaml': BROKEN,
      'a/policy.yaml': BROKEN,
    });
    expect(await check(editor, {})).toEqual(['a/policy.yaml: unknown-field', 'b/policy.yaml: unknown-field']);
  });

  it('looks at one document, or at what is below one folder', async () => {
    const { editor } = await start({
      'a/policy.yaml': BROKEN,
      'ab/policy.yaml': BROKEN,
      'a.yaml': WORKLOADS,
    });
    expect(await check(editor, { uri: uriOf('a') })).toEqual(['a/policy.yaml: unknown-field']);
    expect(await check(editor, { uri: uriOf('ab/policy.yaml') })).toEqual(['ab/policy.yaml: unknown-field']);
    expect(await check(editor, { uri: uriOf('elsewhere') })).toEqual([]);
  });

  it('takes what is open as it is open', async () => {
    const { editor } = await start({ 'policy.yaml': BROKEN });
    const document = await editor.open('policy.yaml', BROKEN);
    await document.edit('podSelectr:', 'podSelector:');
    expect(await check(editor, {})).toEqual([]);
  });

  it('says where and how grave, as the diagnostics of the document do', async () => {
    const { editor } = await start({ 'policy.yaml': BROKEN });
    const document = await editor.open('policy.yaml', BROKEN);
    const [file] = await editor.connection.sendRequest<readonly CheckedFile[]>(CHECK_REQUEST, {});
    const [diagnostic] = await document.diagnostics();
    expect(file?.findings).toEqual([
      { range: diagnostic?.range, severity: 'error', code: diagnostic?.code, message: diagnostic?.message },
    ]);
  });
});
