/**
 * Places in texts, as the Language Server Protocol writes them.
 */

/** Lines and characters are 0-based; characters count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

export interface Location {
  readonly uri: string;
  readonly range: Range;
}
