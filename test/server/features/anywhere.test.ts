/**
 * Every feature that is asked about a place, at every place of texts that are whole, half typed and broken.
 */
import { describe, expect, it } from 'vitest';
import { prepareCallHierarchy } from '../../../server/src/features/call-hierarchy';
import { completion } from '../../../server/src/features/completion';
import { definition } from '../../../server/src/features/definition';
import { hover } from '../../../server/src/features/hover';
import { inlayHints } from '../../../server/src/features/inlay-hints';
import { refactorings } from '../../../server/src/features/refactorings';
import { references } from '../../../server/src/features/references';
import { prepareRename, rename } from '../../../server/src/features/rename';
import { oneOf } from '../../thoroughness';
import { cartPolicy, fixture, PODS } from './fixture';

const SPEC = `  policyTypes: [Ingress]
  ingress:
    - from:
        - &peer
          namespaceSelector: {matchLabels: {team: ops}}
          podSelector:
            matchExpressions:
              - {key: app, operator: In, values: ["web", cart]}
        - *peer
        - ipBlock: {cidr: 10.0.0.0/8}
      ports:
        - port: http`;
const WHOLE = cartPolicy(SPEC);

const TEXTS: readonly (readonly [string, string])[] = [
  ['whole', WHOLE],
  ['with other line ends', WHOLE.replaceAll(/(?<!yaml)\n/gu, '\r\n')],
  ['cut off in a list', WHOLE.slice(0, WHOLE.indexOf('matchExpressions') + 30)],
  ['cut off in braces', WHOLE.slice(0, WHOLE.indexOf('team: ops') + 4)],
  ['with a tab', WHOLE.replace('        - *peer', '\t- *peer')],
  ['with an alias of nothing', WHOLE.replace('*peer', '*nobody')],
  ['a template', WHOLE.replace('cart', '{{ .Values.name }}')],
  [
    'of nulls',
    cartPolicy('  ingress: [{from: [{podSelector: , namespaceSelector: }, null], ports: [null]}]'),
  ],
  ['of other types', cartPolicy('  ingress: {from: 7}\n  egress: [[], 7, {to: [7], ports: {}}]')],
];

describe('at every place', () => {
  it.each(TEXTS)('of a text %s there is an answer', (_, text) => {
    const { view, file } = fixture(text + PODS);
    const options = { uri: file.file, snippets: true, isWanted: true, fields: true };
    const renaming = {
      newName: 'x',
      versionedEdits: true,
      changeAnnotations: true,
      documentOf: (uri: string) => ({ uri, version: null }),
    };
    for (let offset = 0; offset <= file.text.length; offset += oneOf(7)) {
      const position = view.positions.position(file, offset);
      const range = { start: position, end: position };
      const answers = [
        hover(view, file, position),
        definition(view, file, position),
        references(view, file, position),
        prepareCallHierarchy(view, file, position),
        completion(view, file, position, options),
        prepareRename(view, file, position),
        rename(view, file, position, renaming),
        refactorings(view, file, range),
        inlayHints(view, file, range, 'all'),
      ];
      expect(answers).not.toContain(undefined);
    }
  });
});
