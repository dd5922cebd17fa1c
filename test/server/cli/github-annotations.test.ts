import { describe, expect, it } from 'vitest';
import { githubAnnotation } from '../../../server/src/cli/github-annotations';
import { about } from './marked-diagnostic';

describe('githubAnnotation', () => {
  it('names file, place and rule, counted from 1', () => {
    expect(githubAnnotation(about('kind: Pod\nspec:\n  «nodeNmae»: a\n'))).toBe(
      '::warning file=a.yaml,line=3,endLine=3,col=3,endColumn=11,title=some-rule::Something is odd',
    );
  });

  it.each([
    ['error', 'error'],
    ['warning', 'warning'],
    ['info', 'notice'],
    ['hint', 'notice'],
  ] as const)('says %s as %s', (severity, command) => {
    expect(githubAnnotation(about('«a»: b', { severity }))).toMatch(new RegExp(`^::${command} `, 'u'));
  });

  it('leaves columns out where a range ends on another line, since GitHub refuses them there', () => {
    expect(githubAnnotation(about('a: «b\nc: d»\n'))).toBe(
      '::warning file=a.yaml,line=1,endLine=2,title=some-rule::Something is odd',
    );
  });

  it('escapes what would end the command, a property or the line', () => {
    const odd = about('«a»: b', { message: '100% of a: b, c\r\n::error::d' }, '50%,x:y\nz.yaml');
    expect(githubAnnotation(odd)).toBe(
      '::warning file=50%25%2Cx%3Ay%0Az.yaml,line=1,endLine=1,col=1,endColumn=2,title=some-rule' +
        '::100%25 of a: b, c%0D%0A::error::d',
    );
  });
});
