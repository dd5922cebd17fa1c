import { describe, expect, it } from 'vitest';
import type { EndpointPredicate, LabelPredicate } from '../../../server/src/evaluator/model';
import { peerText, predicateText, requirementText } from '../../../server/src/wording/selectors';
import { label } from './shop';

function all(...of: EndpointPredicate[]): EndpointPredicate {
  return { op: 'all', of };
}

describe('requirementText', () => {
  const cases: [LabelPredicate['operator'], string[], string][] = [
    ['In', ['web'], 'app=web'],
    ['In', ['web', 'api'], 'app in (web, api)'],
    ['NotIn', ['web'], 'app!=web'],
    ['NotIn', ['web', 'api'], 'app notin (web, api)'],
    ['Exists', [], 'app'],
    ['DoesNotExist', [], '!app'],
    ['Contains', ['we'], 'app contains we'],
    ['StartsWith', ['we'], 'app starts with we'],
    ['EndsWith', ['eb'], 'app ends with eb'],
  ];
  it.each(cases)('%s %j is written %s', (operator, values, text) => {
    expect(requirementText({ key: 'app', operator, values })).toBe(text);
  });
});

describe('predicateText', () => {
  const cases: [string, EndpointPredicate, string][] = [
    ['no requirement', all(), 'all pods'],
    ['labels', all(label('pod', 'app', 'web'), label('pod', 'role', 'x')), 'pods with app=web, role=x'],
    ['own namespace', all({ op: 'namespace', name: 'shop' }), 'all pods in namespace shop'],
    [
      'labels in the own namespace',
      all({ op: 'namespace', name: 'shop' }, label('pod', 'app', 'web')),
      'pods with app=web in namespace shop',
    ],
    ['namespaces', all(label('namespace', 'team', 'a')), 'all pods in namespaces with team=a'],
    [
      'both selectors, nested',
      all(all(label('namespace', 'team', 'a')), all(label('pod', 'app', 'web'))),
      'pods with app=web in namespaces with team=a',
    ],
    ['one label', label('pod', 'app', 'web'), 'pods with app=web'],
    [
      'a choice',
      all({ op: 'any', of: [label('pod', 'app', 'web'), { op: 'host-network' }] }),
      'all pods that are pods with app=web or on the host network',
    ],
    ['nobody', { op: 'any', of: [] }, 'no pod'],
    [
      'a negation',
      all({ op: 'not', of: label('pod', 'app', 'web') }),
      'all pods that are not pods with app=web',
    ],
    [
      'that nodes are not meant goes without saying',
      all({ op: 'not', of: { op: 'host-network' } }, label('pod', 'app', 'web')),
      'pods with app=web',
    ],
    [
      'service accounts',
      all(label('service-account', 'role', 'api')),
      'all pods that are run by service accounts with role=api',
    ],
  ];
  it.each(cases)('%s', (_, predicate, text) => {
    expect(predicateText(predicate)).toBe(text);
  });

  it('marks what comes from the manifests as names', () => {
    const predicate = all({ op: 'namespace', name: 'shop' }, label('pod', 'app', 'web'));
    expect(predicateText(predicate, (text, emphasis) => `<${emphasis}:${text}>`)).toBe(
      'pods with <name:app=web> in namespace <name:shop>',
    );
  });
});

describe('peerText', () => {
  const path = 'spec.ingress[0].from[0]';

  it('says which pods an endpoints peer means', () => {
    expect(peerText({ kind: 'endpoints', path, predicate: all() })).toBe('all pods');
  });

  it('names addresses and their exceptions', () => {
    const cidrs = ['10.0.0.0/8'];
    expect(peerText({ kind: 'addresses', path, cidrs, except: [] })).toBe('addresses in 10.0.0.0/8');
    expect(peerText({ kind: 'addresses', path, cidrs, except: ['10.1.0.0/16', '10.2.0.0/16'] })).toBe(
      'addresses in 10.0.0.0/8 except 10.1.0.0/16, 10.2.0.0/16',
    );
  });

  it('names domain names and nodes', () => {
    expect(peerText({ kind: 'names', path, patterns: ['*.example.com'] })).toBe(
      'the domain names *.example.com',
    );
    expect(peerText({ kind: 'nodes', path, predicate: all() })).toBe('all nodes');
    expect(peerText({ kind: 'nodes', path, predicate: all(label('pod', 'zone', 'a')) })).toBe(
      'nodes with zone=a',
    );
  });
});
