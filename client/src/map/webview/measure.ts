/**
 * How wide texts are in the font of the page.
 */
import type { Measure } from './place-graph';

const FONTS = { title: '600 13px', detail: '11px' } as const;
/** Without a canvas letters are taken to be of one width. */
const LETTER = 7;

export function createMeasure(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const family = getComputedStyle(document.body).fontFamily;
  return (text, weight) => {
    if (context === null) return text.length * LETTER;
    context.font = `${FONTS[weight]} ${family}`;
    return context.measureText(text).width;
  };
}
