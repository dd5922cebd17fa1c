import { describe, expect, it } from 'vitest';
import type { Change, Repository } from '../../../client/src/git/git-api';
import {
  MAX_FILES,
  committedState,
  forgetOldCommits,
  type TextCache,
} from '../../../client/src/git/committed-state';

type FileUri = Repository['rootUri'];

/** As much of an editor's URI as is used. */
function file(path: string): FileUri {
  return { path, fsPath: path, toString: () => `file://${path}` } as FileUri;
}

function change(path: string, from = path): Change {
  return { uri: file(path), originalUri: file(from) };
}

interface Drawn {
  readonly commit?: string;
  readonly committed?: Readonly<Record<string, string>>;
  readonly index?: readonly Change[];
  readonly workingTree?: readonly Change[];
}

function repository({ commit = 'c1', committed = {}, index = [], workingTree = [] }: Drawn) {
  const asked: string[] = [];
  const drawn: Repository = {
    rootUri: file('/r'),
    state: {
      HEAD: commit === '' ? undefined : { commit },
      indexChanges: index,
      workingTreeChanges: workingTree,
      mergeChanges: [],
      onDidChange: () => ({ dispose: () => undefined }),
    },
    show: (ref, path) => {
      asked.push(`${ref}:${path}`);
      const text = committed[path];
      return text === undefined ? Promise.reject(new Error('not there')) : Promise.resolve(text);
    },
  };
  return { drawn, asked };
}

describe('committedState', () => {
  it('has the committed texts of manifests that differ, staged or not, and null for new ones', async () => {
    const { drawn } = repository({
      committed: { '/r/a.yaml': 'a', '/r/b.yml': 'b' },
      index: [change('/r/a.yaml')],
      workingTree: [change('/r/b.yml'), change('/r/new.json'), change('/r/readme.md')],
    });
    expect(await committedState(drawn, new Map())).toEqual({
      root: 'file:///r',
      files: [
        { uri: 'file:///r/a.yaml', text: 'a' },
        { uri: 'file:///r/b.yml', text: 'b' },
        { uri: 'file:///r/new.json', text: null },
      ],
    });
  });

  it('knows a renamed file by both names', async () => {
    const index = [change('/r/now.yaml', '/r/before.yaml')];
    const { drawn } = repository({ committed: { '/r/before.yaml': 'x' }, index });
    const state = await committedState(drawn, new Map());
    expect(state?.files).toEqual([
      { uri: 'file:///r/now.yaml', text: null },
      { uri: 'file:///r/before.yaml', text: 'x' },
    ]);
  });

  it('asks once for each text of a commit', async () => {
    const cache: TextCache = new Map();
    const workingTree = [change('/r/a.yaml')];
    const committed = { '/r/a.yaml': 'a' };
    const { drawn, asked } = repository({ committed, workingTree, index: workingTree });
    await committedState(drawn, cache);
    await committedState(drawn, cache);
    const next = repository({ commit: 'c2', committed, workingTree });
    await committedState(next.drawn, cache);
    expect([...asked, ...next.asked]).toEqual(['c1:/r/a.yaml', 'c2:/r/a.yaml']);
  });

  it('forgets the texts of a commit when HEAD is another', async () => {
    const cache: TextCache = new Map();
    const workingTree = [change('/r/a.yaml')];
    const committed = { '/r/a.yaml': 'a' };
    const { drawn } = repository({ committed, workingTree });
    await committedState(drawn, cache);
    forgetOldCommits(cache, [drawn]);
    expect([...cache.values()]).toEqual(['a']);
    forgetOldCommits(cache, [repository({ commit: 'c2', committed, workingTree }).drawn]);
    expect(cache.size).toBe(0);
  });

  it('is not known before the first commit, nor when very much is different', async () => {
    const many = Array.from({ length: MAX_FILES + 1 }, (_, nth) => change(`/r/${String(nth)}.yaml`));
    expect(await committedState(repository({ commit: '' }).drawn, new Map())).toBeUndefined();
    expect(await committedState(repository({ workingTree: many }).drawn, new Map())).toBeUndefined();
  });
});
