import { describe, expect, it } from 'vitest';
import { readLocationsArgument, readPlace, readReachParams } from '../../client/src/protocol-values';

const uri = 'file:///a.yaml';
const position = { line: 3, character: 4 };
const range = { start: position, end: position };
const nonsense = [
  undefined,
  null,
  7,
  'x',
  [],
  {},
  { uri },
  { uri: 7, position },
  { uri, position: { line: 1 } },
];

describe('readReachParams', () => {
  it('reads a place with its direction', () => {
    expect(readReachParams({ direction: 'to', uri, position })).toEqual({ direction: 'to', uri, position });
    expect(readReachParams({ direction: 'from', uri, target: 'a/b[Pod]' })).toEqual({
      direction: 'from',
      uri,
      target: 'a/b[Pod]',
    });
  });

  it.each([...nonsense, { uri, position }, { direction: 'up', uri, position }])('refuses %j', (value) => {
    expect(readReachParams(value)).toBeUndefined();
  });
});

describe('readPlace', () => {
  it('reads what a row of the view carries', () => {
    const place = { uri, target: 'a/b[Pod]' };
    expect(readPlace({ id: 'row', label: 'a/b', place })).toEqual(place);
  });

  it('prefers a named target to a position that may have moved', () => {
    expect(readPlace({ uri, position, target: 'a/b[Pod]' })).toEqual({ uri, target: 'a/b[Pod]' });
  });

  it('takes a file, as menus hand it over, for no place', () => {
    expect(readPlace({ scheme: 'file', path: '/a.yaml', fsPath: '/a.yaml' })).toBeUndefined();
  });

  it.each(nonsense)('refuses %j', (value) => {
    expect(readPlace(value)).toBeUndefined();
  });
});

describe('readLocationsArgument', () => {
  it('reads places to peek', () => {
    const argument = { uri, position, locations: [{ uri, range }] };
    expect(readLocationsArgument(argument)).toEqual(argument);
  });

  it.each([...nonsense, { uri, position }, { uri, position, locations: [{ uri }] }])(
    'refuses %j',
    (value) => {
      expect(readLocationsArgument(value)).toBeUndefined();
    },
  );
});
