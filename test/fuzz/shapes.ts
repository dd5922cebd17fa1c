/**
 * Hostile texts of any size, each of one shape: what is built to make a reader of YAML slow, large or wrong.
 */

/** About so many characters of the shape. */
export type Shape = (size: number) => string;

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: web, namespace: shop}
spec:
  podSelector: {}
`;

function repeated(part: string): Shape {
  return (size) => part.repeat(Math.ceil(size / part.length));
}

/** A policy, and behind it so much of something. */
function behindPolicy(head: string, shape: Shape, tail = ''): Shape {
  return (size) => `${POLICY}${head}${shape(size)}${tail}`;
}

function numbered(part: (nth: number) => string): Shape {
  return (size) => {
    const parts: string[] = [];
    for (let length = 0, nth = 0; length < size; nth++) {
      const text = part(nth);
      parts.push(text);
      length += text.length;
    }
    return parts.join('');
  };
}

/** Each level of a bomb names the one before ten times; the number of levels grows with the size. */
function aliasBomb(size: number): string {
  const names = (level: number): string => Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
  const levels = numbered((nth) => `  a${nth}: &a${nth} [${nth === 0 ? 'x' : names(nth)}]\n`);
  return `${POLICY}bomb:\n${levels(size)}`;
}

const rule = (nth: number): string => `  - from: [{podSelector: {matchLabels: {app: a${nth}}}}]\n`;

export const SHAPES: Readonly<Record<string, Shape>> = {
  'bomb of aliases': aliasBomb,
  'one anchor, named by all': behindPolicy('x: &a {}\ny:\n', repeated('- *a\n')),
  'merge keys in merge keys': behindPolicy(
    '',
    numbered((nth) => `k${nth}: &k${nth} {<<: *k${Math.max(0, nth - 1)}}\n`),
  ),
  'merge key of many': behindPolicy('x: &a {b: c}\ny:\n  <<: [', repeated('*a, '), ']\n'),
  'one long value': behindPolicy('x: ', repeated('a')),
  'one long label': behindPolicy(
    '  ingress: [{from: [{podSelector: {matchLabels: {app: ',
    repeated('a.'),
    '}}}]}]\n',
  ),
  'one long key': behindPolicy('', repeated('a.b-c/'), ': 1\n'),
  'one long quoted value': behindPolicy('x: "', repeated('\\"'), '"\n'),
  'long block text': behindPolicy('x: |\n', repeated('  some words: here\n')),
  'long folded plain text': behindPolicy('x: a\n', repeated('  b\n')),
  'one long comment': behindPolicy('#', repeated(' podreach-ignore')),
  'many comments': behindPolicy('', repeated('# podreach-ignore x\n')),
  'blank lines': behindPolicy('', repeated('\n'), 'x'),
  blanks: behindPolicy('x:', repeated(' '), '}'),
  tabs: behindPolicy('', repeated('\t'), 'x: 1\n'),
  'lines of tabs': behindPolicy('', repeated('\tx: 1\n')),
  'unclosed double quotes': behindPolicy('x: ["', repeated('\\"\\"a ')),
  'unclosed single quotes': behindPolicy("x: ['", repeated("a ''b ")),
  'many quotes': behindPolicy('x: ', repeated('" \' ')),
  'open brackets': behindPolicy('x: ', repeated('[')),
  'open braces': behindPolicy('x: ', repeated('{a: ')),
  'open brackets behind a word': behindPolicy('x: {a: b', repeated('[')),
  'closed brackets behind a word': behindPolicy('x: {a: b', repeated(']')),
  'closed brackets': behindPolicy('x: ', repeated(']')),
  'nested brackets': (size) => `${POLICY}x: ${'['.repeat(size / 2)}${']'.repeat(size / 2)}\n`,
  'large flow list': behindPolicy('x: [', repeated('a, '), ']\n'),
  'large flow map': behindPolicy(
    'x: {',
    numbered((nth) => `k${nth}: v, `),
    '}\n',
  ),
  'flow lists without commas': behindPolicy('x: [', repeated('[a b] '), ']\n'),
  'nested lists': behindPolicy('x:\n', repeated('- ')),
  'brackets nested to the limit': behindPolicy('x:\n', repeated(`- ${'['.repeat(490)}${']'.repeat(490)}\n`)),
  'lists nested to the limit': behindPolicy('x:\n', repeated(`${'- '.repeat(490)}a\n`)),
  'keys nested to the limit': repeated(`${'a: '.repeat(490)}\n`),
  'templates nested to the limit': behindPolicy(
    'x:\n',
    repeated(`- ${'{{ '.repeat(240)}${'}} '.repeat(240)}\n`),
  ),
  'maps nested to the limit': repeated(
    Array.from({ length: 490 }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  ),
  'nested maps': behindPolicy('', (size) =>
    Array.from({ length: Math.floor(Math.sqrt(2 * size)) }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(
      '',
    ),
  ),
  questions: behindPolicy('', repeated('? ')),
  colons: behindPolicy('', repeated(': ')),
  ampersands: behindPolicy('x: ', repeated('&')),
  tags: behindPolicy('x: ', repeated('!')),
  'tagged values': behindPolicy('x:\n', repeated('- !!binary a\n')),
  'same key again': behindPolicy('', repeated('a: 1\n')),
  'unknown keys': behindPolicy(
    '',
    numbered((nth) => `  k${nth}: 1\n`),
  ),
  documents: repeated('---\n'),
  policies: repeated(`${POLICY}---\n`),
  'policies of different names': numbered((nth) => `${POLICY.replace('web', `web-${nth}`)}---\n`),
  'broken documents': repeated('---\nkind: NetworkPolicy\na: [\n'),
  'document ends': repeated('...\n'),
  directives: repeated('%YAML 1.2\n---\n'),
  'carriage returns': behindPolicy('', repeated('# x\r')),
  'policy of carriage returns': (size) => repeated(`${POLICY}---\n`)(size).replaceAll('\n', '\r'),
  'byte order marks': repeated('\uFEFF'),
  'zero characters': behindPolicy('x: ', repeated('\0')),
  'lone surrogates': behindPolicy('x: ', repeated('\uD800')),
  'separators of lines': behindPolicy('x: ', repeated('\u2028')),
  'conflict markers': behindPolicy('', repeated('<<<<<<< a\n=======\n>>>>>>> b\n')),
  placeholders: behindPolicy('x: ', repeated('${A} ')),
  'open templates': behindPolicy('x: ', repeated('{{ ')),
  'many rules': behindPolicy('  ingress:\n', numbered(rule)),
  'many rules, all the same': behindPolicy('  ingress:\n', repeated(rule(0))),
  'many ports': behindPolicy(
    '  ingress:\n  - ports:\n',
    numbered((nth) => `    - {port: ${nth % 65536}}\n`),
  ),
  'many addresses': behindPolicy(
    '  ingress:\n  - from:\n',
    numbered((nth) => `    - ipBlock: {cidr: 10.${(nth >> 8) % 256}.${nth % 256}.0/24}\n`),
  ),
  'many exceptions': behindPolicy(
    '  ingress:\n  - from:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except:\n',
    numbered((nth) => `        - 10.${(nth >> 8) % 256}.${nth % 256}.0/24\n`),
  ),
  'many labels': behindPolicy(
    '  ingress:\n  - from:\n    - podSelector:\n        matchLabels:\n',
    numbered((nth) => `          k${nth}: v\n`),
  ),
  'many values': behindPolicy(
    '  ingress:\n  - from:\n    - podSelector:\n        matchExpressions:\n        - key: a\n          operator: In\n          values:\n',
    numbered((nth) => `          - v${nth}\n`),
  ),
  'many wrong items': behindPolicy('  ingress:\n', repeated('  - 1\n')),
  'objects in lists': (size) =>
    `apiVersion: v1\nkind: List\nitems:\n${repeated('- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n')(size)}`,
  'lists in lists': repeated('{kind: List, apiVersion: v1, items: ['),
  'kinds without end': repeated('kind: '),
  'many pods': numbered(
    (nth) =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: p${nth}, labels: {app: a${nth % 7}}}\nspec: {containers: []}\n`,
  ),
  'JSON without end': repeated('{"kind":"NetworkPolicy","a":['),
};
