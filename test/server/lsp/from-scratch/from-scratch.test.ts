/**
 * Whatever happened to a server: it answers as one that was started a moment ago. Random sessions, compared again and
 * again; `PODREACH_EDITS` sets how many steps are taken in all, `PODREACH_SEED` which ones. What once went wrong is
 * kept below as a session of its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answersOf } from './answers';
import { draw, start, stepOf, type Draw } from './draw-step';
import { startSession, type Session, type Start, type Step } from './session';

const STEPS = Number(process.env['PODREACH_EDITS'] ?? 120);
const SEED = Number(process.env['PODREACH_SEED'] ?? 20260714);
const STEPS_BETWEEN = 8;

/** Lets the dust settle, and compares with a new server. */
async function compare(session: Session, steps: readonly Step[]): Promise<void> {
  await session.take({ do: 'pause' });
  const fresh = await session.again();
  const [answers, expected] = [await answersOf(session), await answersOf(fresh)];
  fresh.editor.close();
  expect(answers, `after ${JSON.stringify(steps)}`).toEqual(expected);
}

async function run(beginning: Start, draws: readonly Draw[]): Promise<number> {
  const session = await startSession(beginning);
  const taken: Step[] = [];
  for (const drawn of draws) {
    const step = stepOf(session, drawn);
    if (step === undefined) continue;
    taken.push(step);
    await session.take(step);
    if (taken.length % STEPS_BETWEEN === 0) await compare(session, taken);
  }
  await compare(session, taken);
  expect(session.editor.logged().filter((line) => !EXPECTED_IN_LOG.test(line))).toEqual([]);
  session.editor.close();
  return taken.length;
}

const EXPECTED_IN_LOG = /^(?:Cannot read .*: permission denied|Setting podreach\.namespace must be .*)$/u;

/** Sessions that are drawn together. */
const BATCH = 5;

it(`answers like a new server after ${String(STEPS)} steps`, { timeout: 60_000 + STEPS * 100 }, async () => {
  let taken = 0;
  const draws = fc.array(draw, { maxLength: 60, size: 'max' });
  const property = fc.asyncProperty(start, draws, async (beginning, drawn) => {
    taken += await run(beginning, drawn);
  });
  for (let seed = SEED; taken < STEPS; seed++) await fc.assert(property, { numRuns: BATCH, seed });
});

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: []}
`;

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
  ingress:
  - from:
    - namespaceSelector: {}
      podSelector: {matchLabels: {app: web}}
`;

describe('once wrong, and right since then', () => {
  it.each<[string, Start, Step[]]>([
    [
      'the lenses of a document whose deleted file is saved again',
      { diagnostics: 'pull', files: { 'a.yaml': POD } },
      [
        { do: 'open', file: 'a.yaml' },
        { do: 'delete', file: 'a.yaml' },
        { do: 'pause' },
        { do: 'edit', file: 'a.yaml', at: 0, remove: 0, insert: '#' },
        { do: 'save', file: 'a.yaml' },
      ],
    ],
    [
      'a document whose file was deleted, when its folder is read again',
      { diagnostics: 'pull', files: { 'stage/two/d.yaml': POD } },
      [
        { do: 'open', file: 'stage/two/d.yaml' },
        { do: 'delete', file: 'stage/two/d.yaml' },
        { do: 'pause' },
        { do: 'reload' },
      ],
    ],
    [
      'a folder that is closed while its settings are asked for',
      { diagnostics: 'pull', files: { 'a.yaml': POD, 'inner/b.yaml': POD } },
      [{ do: 'toggle inner folder' }, { do: 'toggle inner folder' }],
    ],
    [
      'a file that is too large, when another folder has it now',
      { diagnostics: 'pull', files: { 'inner/b.yaml': POD.repeat(20) } },
      [{ do: 'set', settings: { limits: { fileSize: 1 } } }, { do: 'toggle inner folder' }],
    ],
    [
      'hints that were asked for just before they were switched off',
      { diagnostics: 'pull', files: { 'a.yaml': POD } },
      [
        { do: 'open', file: 'policy.yaml' },
        { do: 'edit', file: 'policy.yaml', at: 0, remove: 0, insert: POLICY },
        { do: 'look' },
        { do: 'set', settings: { inlayHints: 'off' } },
      ],
    ],
    [
      'a file in no folder that is deleted and written again',
      { diagnostics: 'pull', files: {} },
      [
        { do: 'open', file: 'file:///elsewhere/e.yaml' },
        { do: 'delete', file: 'file:///elsewhere/e.yaml' },
        { do: 'write', file: 'file:///elsewhere/e.yaml', text: POD },
        { do: 'edit', file: 'file:///elsewhere/e.yaml', at: 0, remove: 0, insert: POD },
      ],
    ],
    [
      'what rests on a kustomization, when it is opened before the rest or behind it',
      { diagnostics: 'push', files: { 'a.yaml': `${POD}---\n${POLICY.replace(', namespace: shop', '')}` } },
      [
        { do: 'open', file: 'kustomization.yaml' },
        { do: 'open', file: 'a.yaml' },
      ],
    ],
    [
      'a file in no folder that is opened while another namespace is on its way',
      { diagnostics: 'pull', files: {} },
      [
        { do: 'set', settings: { namespace: 'bakery' } },
        { do: 'open', file: 'file:///elsewhere/e.yaml' },
        {
          do: 'edit',
          file: 'file:///elsewhere/e.yaml',
          at: 0,
          remove: 0,
          insert: POLICY.replace(', namespace: shop', ''),
        },
      ],
    ],
    [
      'the order of clusters',
      { diagnostics: 'pull', files: { 'stage/two/d.yaml': POD } },
      [
        { do: 'set', settings: { cluster: { roots: ['stage/*'] } } },
        { do: 'pause' },
        { do: 'write', file: 'stage/one/c.yaml', text: POD },
      ],
    ],
  ])('%s', async (_what, beginning, steps) => {
    const session = await startSession(beginning);
    for (const step of steps) await session.take(step);
    await compare(session, steps);
    session.editor.close();
  });
});
