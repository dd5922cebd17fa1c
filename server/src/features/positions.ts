/**
 * Offsets in a manifest to the protocol's positions and back.
 * Knows the text of files only; nothing of connections, of open buffers or of what stands in a file.
 */
import type { Location, Position, Range } from 'vscode-languageserver';

import type { ManifestFile, OffsetRange } from '../manifests/document';
import { linesOf } from './lines';

/** Conversions for any number of files. */
export interface Positions {
  position(file: ManifestFile, offset: number): Position;
  range(file: ManifestFile, range: OffsetRange): Range;
  location(file: ManifestFile, range: OffsetRange): Location;
  /** Out-of-range positions are drawn to the nearest place in the text, as the protocol demands. */
  offset(file: ManifestFile, position: Position): number;
}

/**
 * Makes the conversions. `startsWithMark` tells whether the editor's text of a file begins with a byte order mark:
 * manifests are read without it, yet some editors count it as the first character of the first line.
 */
export function createPositions(startsWithMark: (file: string) => boolean = () => false): Positions {
  const shift = (file: ManifestFile, position: Position, by: 1 | -1): Position =>
    position.line === 0 && startsWithMark(file.file)
      ? { line: 0, character: Math.max(0, position.character + by) }
      : position;
  const position = (file: ManifestFile, offset: number): Position =>
    shift(file, linesOf(file).positionAt(offset), 1);
  const range = (file: ManifestFile, { start, end }: OffsetRange): Range => ({
    start: position(file, start),
    end: position(file, end),
  });

  return {
    position,
    range,
    location: (file, at) => ({ uri: file.file, range: range(file, at) }),
    offset: (file, at) => linesOf(file).offsetAt(shift(file, at, -1)),
  };
}
