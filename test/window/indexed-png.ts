/**
 * Makes pictures of the window small enough to be shipped: a few dozen colours in a palette, instead of any colour at
 * each point. Text on plain grounds looks the same.
 */
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** How far apart two shades of a channel are: enough of them for text, and never more than 256 colours of a window. */
const STEP = 16;

interface Indexed {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of each colour in turn. */
  readonly palette: readonly number[];
  /** A colour for each point, from left to right and from top to bottom. */
  readonly points: readonly number[];
}

/** @param page of a browser, which reads the picture */
export async function indexedPng(page: Page, png: Buffer): Promise<Buffer> {
  return encode(
    await page.evaluate(reduce, [`data:image/png;base64,${png.toString('base64')}`, STEP] as const),
  );
}

/** Runs in the browser. */
async function reduce([source, step]: readonly [string, number]): Promise<Indexed> {
  const image = new Image();
  image.src = source;
  await image.decode();
  const { width, height } = image;
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  if (!canvas) throw new Error('no canvas');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, width, height);
  const colors = new Map<string, number>();
  const points = Array.from({ length: width * height }, (_, nth) => {
    const color = Array.from(data.subarray(nth * 4, nth * 4 + 3), (value) =>
      Math.min(255, Math.round(value / step) * step),
    ).join();
    const known = colors.get(color) ?? colors.size;
    colors.set(color, known);
    return known;
  });
  return {
    width,
    height,
    points,
    palette: Array.from(colors.keys(), (color) => color.split(','))
      .flat()
      .map(Number),
  };
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** See https://www.w3.org/TR/png-3/: one byte for a point, lines as they are. */
function encode({ width, height, palette, points }: Indexed): Buffer {
  if (palette.length > 3 * 256) throw new Error('too many colours for a palette');
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const lines = Array.from({ length: height }, (_, line) => [
    0,
    ...points.slice(line * width, (line + 1) * width),
  ]);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette)),
    chunk('IDAT', deflateSync(Buffer.from(lines.flat()), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, check]);
}
