import { describe, expect, it } from 'vitest';
import { createTranslate } from '../../../client/src/map/webview/l10n';

describe('the words of the page', () => {
  const t = createTranslate({ '{0} of {1} match': '{1} sind da, {0} passen' });

  it('are those of the language, with their places filled in', () => {
    expect(t('{0} of {1} match', 1, 5)).toBe('5 sind da, 1 passen');
  });

  it('stay English where there is no other, and keep places for which nothing is given', () => {
    expect(t('{0} and {1}', 'a')).toBe('a and {1}');
  });
});
