import { describe, expect, it } from 'vitest';
import { answerRows, type Row } from '../../../client/src/reachability/answer-tree';
import { english } from '../english';
import {
  cartLine,
  policyLine,
  sampleAnswer,
  sampleExplanation,
  undecidedEntry,
  webLine,
} from './sample-answer';

/** The tree as it is seen: icon, label, description; two spaces for each level. */
function drawn(rows: readonly Row[], depth = 0): string {
  return rows
    .map(({ icon, label, description, children }) => {
      const row = [icon && `(${icon.id})`, label, description && `| ${description}`]
        .filter(Boolean)
        .join(' ');
      return `${'  '.repeat(depth)}${row}\n${drawn(children, depth + 1)}`;
    })
    .join('');
}

function everyRow(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row) => [row, ...everyRow(row.children)]);
}

function rowOf(label: string, rows: readonly Row[] = answerRows([sampleAnswer()], english)): Row {
  const row = everyRow(rows).find((candidate) => candidate.label === label);
  if (!row) throw new Error(`No row ${label}`);
  return row;
}

describe('answerRows', () => {
  it('draws question, groups, entries and what the answer rests on', () => {
    expect(`\n${drawn(answerRows([sampleAnswer()], english))}`).toBe(`
(sign-in) Which pods can reach shop/cart[Deployment]? | 1 of 2 workloads can reach this
  (check) Can reach it (1)
    (check) shop/web | Deployment · 80/TCP · Allowed by shop/allow-web · policy.yaml:10
  (circle-slash) Cannot reach it (1)
    (circle-slash) lab/probe | Pod · Ingress denied by shop/allow-web · policy.yaml:10
  (globe) Outside the cluster (1)
    (circle-slash) 0.0.0.0/0, ::/0 | Ingress denied by shop/allow-web · policy.yaml:10
  (info) Namespace lab is declared nowhere
  (files) Based on 3 workloads, 2 namespaces and 1 policy from 4 files
`);
  });

  it('opens the newest answer and leaves older ones closed', () => {
    const rows = answerRows([sampleAnswer('b'), sampleAnswer('a')], english);
    expect(rows.map(({ label, expanded }) => [label, expanded])).toEqual([
      ['Which pods can reach shop/b[Deployment]?', true],
      ['Which pods can reach shop/a[Deployment]?', false],
    ]);
  });

  it('shows the other direction by its icon and its words', () => {
    const [row] = answerRows([sampleAnswer('cart', { direction: 'from' })], english);
    expect(row).toMatchObject({
      icon: { id: 'sign-out' },
      label: 'What can shop/cart[Deployment] reach?',
    });
  });

  it('keeps only the question of a target that is gone', () => {
    expect(`\n${drawn(answerRows([{ ...sampleAnswer(), gone: true }], english))}`).toBe(`
(question) Which pods can reach shop/cart[Deployment]? | No longer in the manifests
`);
  });

  it('gives every row an id of its own, the same after a refresh', () => {
    const answers = [sampleAnswer('b'), sampleAnswer('a'), sampleAnswer('a', { direction: 'from' })];
    const ids = everyRow(answerRows(answers, english)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(everyRow(answerRows(answers, english)).map(({ id }) => id)).toEqual(ids);
  });

  it('has no rows for no answers', () => {
    expect(answerRows([], english)).toEqual([]);
  });
});

describe('an entry', () => {
  it('opens the line that decides', () => {
    expect(rowOf('shop/web').opens).toEqual(policyLine);
    expect(rowOf('0.0.0.0/0, ::/0').opens).toEqual(policyLine);
  });

  it('opens its workload when no line decides', () => {
    const groups = [{ id: 'reachable', title: 'Can reach it', entries: [undecidedEntry] }] as const;
    const rows = answerRows([sampleAnswer('cart', { groups })], english);
    expect(rowOf('shop/web', rows).opens).toEqual(webLine);
  });

  it('can be asked about and gone to when it is a workload', () => {
    expect(rowOf('shop/web')).toMatchObject({
      context: 'target',
      place: { uri: 'file:///web.yaml', target: 'shop/web[Deployment]' },
      definedAt: webLine,
    });
    expect(rowOf('0.0.0.0/0, ::/0').context).toBeUndefined();
    expect(rowOf('0.0.0.0/0, ::/0').place).toBeUndefined();
  });

  it('says its verdict in words', () => {
    expect(rowOf('shop/web').spoken).toBe(
      'shop/web, Deployment, allowed on 80/TCP. Allowed by the first peer of shop/allow-web',
    );
    expect(rowOf('lab/probe').spoken).toBe(
      'lab/probe, Pod, not allowed. No peer of shop/allow-web matches it',
    );
    expect(rowOf('0.0.0.0/0, ::/0').spoken).toBe(
      '0.0.0.0/0, ::/0, not allowed. shop/allow-web names no address',
    );
  });

  it('tells in the tooltip what does not fit into a row', () => {
    expect(rowOf('shop/web').tooltip).toBe(
      'shop/web[Deployment]\n\nAllowed on 80/TCP.\n\nAllowed by the first peer of shop/allow-web',
    );
  });
});

describe('a question', () => {
  const question = 'Which pods can reach shop/cart[Deployment]?';

  it('can be turned around and gone to', () => {
    expect(rowOf(question)).toMatchObject({
      context: 'answer',
      place: { uri: cartLine.uri, target: 'shop/cart[Deployment]' },
      definedAt: cartLine,
    });
  });
});

describe('an explanation', () => {
  it('is drawn line by line, each with its verdict', () => {
    expect(`\n${drawn(answerRows([sampleExplanation()], english))}`).toBe(`
(circle-slash) lab/probe[Pod] to shop/cart[Deployment] | denied
  (check) egress of lab/probe[Pod] | allowed, no policy restricts it
  (circle-slash) ingress of shop/cart[Deployment] | denied
    isolated by shop/allow-web | policy.yaml:10
    no rule allows lab/probe[Pod]
    nearly | shop/allow-web: if lab/probe[Pod] had app=web · my policy.yaml:12
  (files) Based on 3 workloads, 2 namespaces and 1 policy from 4 files
`);
  });

  it('leads from each line to what it speaks of, and says the whole line', () => {
    const rows = answerRows([sampleExplanation()], english);
    expect(rowOf('isolated by shop/allow-web', rows).opens).toEqual(policyLine);
    expect(rowOf('ingress of shop/cart[Deployment]', rows).spoken).toBe(
      'ingress of shop/cart[Deployment]: denied',
    );
  });

  it('says in full what a row has no room for', () => {
    const row = rowOf('nearly', answerRows([sampleExplanation()], english));
    expect(row.tooltip).toContain('(it has app=x)');
    expect(row.spoken).toContain('(it has app=x)');
  });

  it('offers nothing that needs a target', () => {
    const [row] = answerRows([sampleExplanation()], english);
    expect(row).toMatchObject({ context: 'outline' });
    expect(row?.place).toBeUndefined();
  });

  it('keeps only its question when an end is gone', () => {
    const [row] = answerRows([{ ...sampleExplanation(), gone: true }], english);
    expect(row).toMatchObject({ children: [], icon: { id: 'question' }, context: 'outline' });
  });
});

describe('a pinned answer', () => {
  it('says so, and offers to take the pin away', () => {
    const [row, explained] = answerRows(
      [
        { ...sampleAnswer(), pinned: true },
        { ...sampleExplanation(), pinned: true },
      ],
      english,
    );
    expect(row).toMatchObject({
      context: 'pinnedAnswer',
      description: 'Pinned · 1 of 2 workloads can reach this',
      spoken: 'Which pods can reach shop/cart[Deployment]? Pinned · 1 of 2 workloads can reach this',
    });
    expect(explained).toMatchObject({ context: 'pinnedOutline', description: 'Pinned · denied' });
  });
});
