/**
 * Zooming and panning with the wheel, the pointer and the keyboard. Moves one element; knows nothing of what is in it.
 */
import type { Point, Rectangle, Size } from '../../../../server/src/drawing/picture';
import { svg } from './elements';
import { fit, opening, pan, reveal, zoomAt, type Choice, type Zoom } from './zoom';

const KEY_FACTOR = 1.25;
const WHEEL_SPEED = 0.0025;
/** Pixels that an arrow key moves the map by. */
const KEY_STEP = 60;

const KEY_STEPS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: KEY_STEP, y: 0 },
  ArrowRight: { x: -KEY_STEP, y: 0 },
  ArrowUp: { x: 0, y: KEY_STEP },
  ArrowDown: { x: 0, y: -KEY_STEP },
};

export interface ViewportEvents {
  /** The reader chose a part of the map, or the whole of it. */
  readonly onZoom: (choice: Choice) => void;
  /** The window has another size now. */
  readonly onResize: () => void;
}

export class Viewport {
  readonly root = svg('svg', { class: 'canvas' });
  readonly #layer = svg('g');
  readonly #events: ViewportEvents;
  #content: Size = { width: 1, height: 1 };
  /** What the map is about: shown first where not all of it can be. */
  #about: Rectangle | undefined;
  #choice: Choice;

  constructor(choice: Choice, events: ViewportEvents) {
    this.#choice = choice;
    this.#events = events;
    this.root.append(this.#layer);
    new ResizeObserver(() => {
      this.#apply();
      this.#events.onResize();
    }).observe(this.root);
    this.root.addEventListener('wheel', (event) => this.#onWheel(event), { passive: false });
    this.#listenToDrags();
  }

  show(content: SVGElement, size: Size): void {
    this.#content = size;
    this.#layer.replaceChildren(content);
    this.#apply();
  }

  /** Shows the whole map. */
  fit(): void {
    this.#set('whole');
  }

  /** Says what the map is about, which is shown unless the reader chose another part. */
  aim(about: Rectangle | undefined): void {
    this.#about = about;
    if (this.#choice === undefined) this.#apply();
  }

  /** The map is about something else now, which comes into view in any case. */
  turnTo(about: Rectangle | undefined): void {
    this.aim(about);
    if (this.#choice !== undefined && about !== undefined) this.reveal(about);
  }

  zoomIn(): void {
    this.#zoomAt(KEY_FACTOR, this.#middle());
  }

  zoomOut(): void {
    this.#zoomAt(1 / KEY_FACTOR, this.#middle());
  }

  /** Moves a rectangle of the map into the window, unless all of the map is there. */
  reveal(place: Rectangle): void {
    const now = this.#current();
    if (this.#isWhole(now)) return;
    const shown = reveal(now, place, this.window());
    if (Math.abs(shown.x - now.x) > 1 || Math.abs(shown.y - now.y) > 1) this.#set(shown);
  }

  /** Whether the key was one that zooms or pans. */
  onKey({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey) return false;
    const step = KEY_STEPS[key];
    if (shiftKey && step !== undefined) this.#set(pan(this.#current(), step.x, step.y));
    else if (key === '+' || key === '=') this.zoomIn();
    else if (key === '-' || key === '_') this.zoomOut();
    else if (key === '0') this.fit();
    else return false;
    return true;
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    const { ctrlKey, metaKey, shiftKey, deltaX, deltaY } = event;
    if (ctrlKey || metaKey) this.#zoomAt(Math.exp(-deltaY * WHEEL_SPEED), this.#pointOf(event));
    else if (shiftKey) this.#set(pan(this.#current(), -deltaY, -deltaX));
    else this.#set(pan(this.#current(), -deltaX, -deltaY));
  }

  #listenToDrags(): void {
    let last: Point | undefined;
    this.root.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || isOnTarget(event)) return;
      last = { x: event.clientX, y: event.clientY };
      this.root.setPointerCapture(event.pointerId);
    });
    this.root.addEventListener('pointermove', ({ clientX, clientY }) => {
      if (last === undefined) return;
      this.#set(pan(this.#current(), clientX - last.x, clientY - last.y));
      last = { x: clientX, y: clientY };
    });
    const end = (): void => {
      last = undefined;
    };
    this.root.addEventListener('pointerup', end);
    this.root.addEventListener('pointercancel', end);
  }

  #zoomAt(factor: number, point: Point): void {
    this.#set(zoomAt(this.#current(), factor, point));
  }

  #set(choice: Choice): void {
    this.#choice = choice;
    this.#apply();
    this.#events.onZoom(choice);
  }

  #apply(): void {
    const { x, y, scale } = this.#current();
    this.#layer.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
  }

  #current(): Zoom {
    if (this.#choice === 'whole') return fit(this.#content, this.window());
    return this.#choice ?? opening(this.#content, this.window(), this.#about);
  }

  /** No part of a map that was not moved is outside of the window. */
  #isWhole({ scale }: Zoom): boolean {
    const isMoved = this.#choice !== undefined && this.#choice !== 'whole';
    return !isMoved && scale === fit(this.#content, this.window()).scale;
  }

  /** The size of the window in which the map is shown. */
  window(): Size {
    const { width, height } = this.root.getBoundingClientRect();
    return { width: Math.max(1, width), height: Math.max(1, height) };
  }

  #middle(): Point {
    const { width, height } = this.window();
    return { x: width / 2, y: height / 2 };
  }

  #pointOf({ clientX, clientY }: MouseEvent): Point {
    const { x, y } = this.root.getBoundingClientRect();
    return { x: clientX - x, y: clientY - y };
  }
}

function isOnTarget({ target }: Event): boolean {
  return target instanceof Element && target.closest('.target') !== null;
}
