import { describe, expect, it } from 'vitest';
import { drawSvg, textSize, type Box } from '../../../server/src/cli/svg';

const box: Box = { x: 10, y: 20, width: 100, height: 30, lines: ['cart'], isOutside: false };

describe('drawSvg', () => {
  it('draws boxes, and arrows with their heads and labels', () => {
    const svg = drawSvg({
      namespaces: [{ ...box, lines: ['shop'] }],
      nodes: [box, { ...box, x: 200, isOutside: true, lines: ['::/0'] }],
      arrows: [
        {
          points: [
            { x: 110, y: 35 },
            { x: 150, y: 30 },
            { x: 200, y: 35 },
          ],
          label: { x: 150, y: 30, text: '80/TCP' },
          bothWays: false,
        },
      ],
    });
    expect(svg).toContain('<g class="namespace">');
    expect(svg).toContain('<g class="node"><rect x="10" y="20" width="100" height="30" rx="5"/>');
    expect(svg).toContain('<g class="node outside">');
    expect(svg).toContain('<path d="M110 35Q150 30 200 35" marker-end="url(#head)"/>');
    expect(svg).toContain('>80/TCP</text>');
    expect(svg).toContain('viewBox="0 0 324 74"');
  });

  it('gives arrows that go both ways two heads', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ];
    const arrow = { points, label: { x: 5, y: 0, text: 'all ports' }, bothWays: true };
    expect(drawSvg({ namespaces: [], nodes: [], arrows: [arrow] })).toContain(
      '<path d="M0 0L10 0" marker-end="url(#head)" marker-start="url(#head)"/>',
    );
  });

  it('can be read on light and on dark pages', () => {
    expect(drawSvg({ namespaces: [], nodes: [], arrows: [] })).toContain('prefers-color-scheme: dark');
  });

  it('lets no name become an element', () => {
    const evil = `</text><script>alert("1")</script>&\u0000\uD800`;
    const svg = drawSvg({ namespaces: [], nodes: [{ ...box, lines: [evil] }], arrows: [] });
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;alert("1")&lt;/script&gt;&amp;\uFFFD\uFFFD');
    expect(svg).not.toContain('<script');
  });
});

describe('textSize', () => {
  it('grows with the longest line and the number of lines', () => {
    const small = textSize(['a']);
    expect(textSize(['a', 'abc']).width).toBeGreaterThan(small.width);
    expect(textSize(['a', 'b']).height).toBeGreaterThan(small.height);
  });
});
