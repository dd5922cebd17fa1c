import { describe, expect, it } from 'vitest';
import { mapPage } from '../../../client/src/map/page';

const page = mapPage({
  nonce: 'n0nce',
  source: 'https://host',
  script: 'https://host/map.js',
  style: 'https://host/map.css',
  language: 'de',
  title: 'Connectivity Map',
  translations: { Added: '"Neu" <&>' },
});

describe('mapPage', () => {
  it('lets nothing load or run but its own script and style', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
    expect(policy).toBe("default-src 'none'; style-src https://host; script-src 'nonce-n0nce'");
    expect(page).not.toMatch(/unsafe|\son\w+=|style="/u);
    expect(page.match(/<script/gu)).toHaveLength(1);
  });

  it('says its language and its title', () => {
    expect(page).toContain('<html lang="de">');
    expect(page).toContain('<title>Connectivity Map</title>');
  });

  it('carries its translations, whatever stands in them', () => {
    expect(page).toContain(
      '<body data-words="{&#34;Added&#34;:&#34;\\&#34;Neu\\&#34; &#60;&#38;&#62;&#34;}">',
    );
  });
});
