import { describe, expect, it } from 'vitest';
import { createRuleFailureLog } from '../../../server/src/lsp/rule-failure-log';

function setUp() {
  const errors: string[] = [];
  const tell = createRuleFailureLog({
    error: (message) => errors.push(message),
    warn: () => undefined,
    info: () => undefined,
  });
  return { tell, errors };
}

describe('the log of failing rules', () => {
  it('names rule, file and place, once for each rule and file', () => {
    const { tell, errors } = setUp();
    for (let keystroke = 0; keystroke < 3; keystroke++)
      tell('file:///w/a.yaml', 'some-rule', new Error('broken'));
    tell('file:///w/b.yaml', 'some-rule', 'no error at all');
    expect(errors).toEqual([
      expect.stringMatching(/^Rule some-rule failed on file:\/\/\/w\/a\.yaml: Error: broken\n +at /u),
      'Rule some-rule failed on file:///w/b.yaml: no error at all',
    ]);
  });

  it('ends when there is nothing new in it any more', () => {
    const { tell, errors } = setUp();
    for (let file = 0; file < 5000; file++) tell(`file:///w/${file}.yaml`, 'some-rule', 'broken');
    expect(errors).toHaveLength(1000);
  });
});
