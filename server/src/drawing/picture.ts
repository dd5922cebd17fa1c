/**
 * What a drawing is made of. Knows no cluster and no way of drawing.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Its place is its upper left corner. */
export interface Rectangle extends Point, Size {}

/** The way of an arrow. */
export interface Route {
  /** Where it bends, from its start to its head. */
  readonly points: readonly Point[];
  /** The middle of its label. */
  readonly label: Point;
}
