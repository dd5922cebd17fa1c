import { describe, expect, it } from 'vitest';
import { terminalStyle } from '../../../server/src/cli/terminal-style';
import { memoryIo, type Surroundings } from './memory-io';

function styled(surroundings: Surroundings): string {
  return terminalStyle(memoryIo(surroundings).io)('denied', 'denied');
}

describe('terminalStyle', () => {
  it('colours for a person', () => {
    expect(styled({ terminal: true })).toBe('\u001B[31mdenied\u001B[39m');
  });

  it.each([
    ['in a pipe', {}],
    ['with NO_COLOR', { terminal: true, environment: { NO_COLOR: '1' } }],
    ['in a dumb terminal', { terminal: true, environment: { TERM: 'dumb' } }],
  ])('does not colour %s', (_, surroundings) => {
    expect(styled(surroundings)).toBe('denied');
  });

  it('takes an empty NO_COLOR for unset, as its specification says', () => {
    expect(styled({ terminal: true, environment: { NO_COLOR: '' } })).not.toBe('denied');
  });
});
