/**
 * The map as a file of its own: with the colours of the theme written into it, and without what only a window needs.
 */
import type { Size } from '../../../../server/src/drawing/picture';
import { svg } from './elements';
import { t } from './l10n';

/** What of the style sheet is written to each element. */
const PROPERTIES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'paint-order',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
] as const;

const ONLY_IN_WINDOWS = /^(?:class|role|tabindex|aria-.*|data-.*)$/u;

/** @param drawing the graph as it is drawn */
export function exportSvg(drawing: SVGElement, { width, height }: Size): string {
  const background = getComputedStyle(document.body).backgroundColor;
  const page = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, width, height },
    svg('title', {}, t('Allowed connections')),
    svg('rect', { width, height, fill: background }),
    copy(drawing),
  );
  return new XMLSerializer().serializeToString(page);
}

function copy(element: Element): Element {
  const style = getComputedStyle(element);
  const made = document.createElementNS('http://www.w3.org/2000/svg', element.localName);
  for (const { name, value } of element.attributes)
    if (!ONLY_IN_WINDOWS.test(name)) made.setAttribute(name, value);
  for (const property of PROPERTIES) made.setAttribute(property, style.getPropertyValue(property));
  for (const child of element.childNodes) {
    if (!(child instanceof Element)) made.append(child.cloneNode());
    else if (isSeen(child)) made.append(copy(child));
  }
  return made;
}

function isSeen(element: Element): boolean {
  const { display, visibility } = getComputedStyle(element);
  return display !== 'none' && visibility !== 'hidden' && !element.classList.contains('hit');
}
