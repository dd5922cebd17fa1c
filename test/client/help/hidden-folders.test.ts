import { describe, expect, it } from 'vitest';
import { hidingFolders } from '../../../client/src/help/hidden-folders';

describe('hidingFolders', () => {
  const hide = hidingFolders([
    { path: '/home/ada b', name: '~' },
    { path: '/home/ada b/shop', name: '<folder 1>' },
  ]);

  it.each([
    ['/home/ada b/notes', '~/notes'],
    ['/home/ada b/shop/a.yaml and /home/ada b', '<folder 1>/a.yaml and ~'],
    ['file:///home/ada%20b/shop/a.yaml', 'file://<folder 1>/a.yaml'],
    ['/home/ada bert', '/home/ada bert'],
    ['nothing', 'nothing'],
  ])('%s: %s', (text, hidden) => {
    expect(hide(text)).toBe(hidden);
  });

  it('knows how Windows writes them, in paths, in URIs and in JSON', () => {
    const hidden = hidingFolders([{ path: 'C:\\Users\\Ada', name: '~' }]);
    expect(hidden('c:\\Users\\Ada\\x')).toBe('~\\x');
    expect(hidden('file:///c%3A/Users/Ada/x')).toBe('file:///~/x');
    expect(hidden(JSON.stringify('C:\\Users\\Ada\\x'))).toBe('"~\\\\x"');
  });

  it('takes neither a root nor a character of a pattern for a folder', () => {
    const hidden = hidingFolders([
      { path: '/', name: 'root' },
      { path: '/a.b(c)', name: '~' },
    ]);
    expect(hidden('/aXb(c) /a.b(c)')).toBe('/aXb(c) ~');
  });
});
