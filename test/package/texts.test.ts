import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { manifest, manifestTexts, textKeys } from './manifest';

describe('texts of the manifest', () => {
  it('exist for every key, and are all used', () => {
    expect([...new Set(textKeys(manifest))].toSorted()).toEqual(Object.keys(manifestTexts).toSorted());
  });

  it('point from one setting only to settings that exist', () => {
    const mentioned = Object.values(manifestTexts).flatMap((text) =>
      [...text.matchAll(/#(podreach\.[\w.]+)#/gu)].map(([, key]) => key),
    );
    expect(Object.keys(manifest.contributes.configuration.properties)).toEqual(
      expect.arrayContaining(mentioned),
    );
  });
});

describe('the icon', () => {
  it('is a picture of 256 by 256 pixels', () => {
    const picture = new URL(`../../${manifest.icon}`, import.meta.url);
    expect(existsSync(picture)).toBe(true);
    // Width and height stand behind the signature, the length and the name of a PNG's first chunk.
    const header = readFileSync(picture).subarray(0, 24);
    expect(header.subarray(1, 4).toString('latin1')).toBe('PNG');
    expect([header.readUInt32BE(16), header.readUInt32BE(20)]).toEqual([256, 256]);
  });
});
