import { describe, expect, it } from 'vitest';
import { createFailureLog } from '../../../server/src/lsp/failure-log';

function setUp() {
  const errors: string[] = [];
  return { tell: createFailureLog({ error: (message) => errors.push(message) }), errors };
}

describe('the log of failures', () => {
  it('tells each of them once', () => {
    const { tell, errors } = setUp();
    for (let keystroke = 0; keystroke < 3; keystroke++) tell('a', () => `a, at keystroke ${keystroke}`);
    tell('b', () => 'b as well');
    expect(errors).toEqual(['a, at keystroke 0', 'b as well']);
  });

  it('ends when there is nothing new in it any more', () => {
    const { tell, errors } = setUp();
    for (let file = 0; file < 5000; file++) tell(`${file}`, () => 'broken');
    expect(errors).toHaveLength(1000);
  });
});
