import { describe, expect, it } from 'vitest';
import { mapPage } from '../../../client/src/map/page';

const page = mapPage({
  nonce: 'n0nce',
  source: 'https://host',
  script: 'https://host/map.js',
  style: 'https://host/map.css',
});

describe('mapPage', () => {
  it('lets nothing load or run but its own script and style', () => {
    const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]*)"/u.exec(page) ?? [];
    expect(policy).toBe("default-src 'none'; style-src https://host; script-src 'nonce-n0nce'");
    expect(page).not.toMatch(/unsafe|\son\w+=|style="/u);
    expect(page.match(/<script/gu)).toHaveLength(1);
  });

  it('says its language and its title', () => {
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('<title>Connectivity Map</title>');
  });
});
