/**
 * What the marks of the map mean, in words, for those that are there to be seen.
 */
import { t } from './l10n';
import type { FollowedPolicy } from './messages';
import { html, svg } from './elements';
import type { Change } from './traffic';
import { followedText } from './words';

export interface LegendParts {
  readonly changes: ReadonlySet<Change>;
  readonly policy: FollowedPolicy | undefined;
  readonly isCrowded: boolean;
}

const EDITS: Readonly<Record<Exclude<Change, 'same'>, string>> = {
  added: t('+ added by unsaved edits'),
  removed: t('− removed by unsaved edits'),
  changed: t('± other ports by unsaved edits'),
};

/** Items of a list; none when nothing needs a word. */
export function legendItems({ changes, policy, isCrowded }: LegendParts): readonly HTMLElement[] {
  const edits = (['added', 'removed', 'changed'] as const).filter((change) => changes.has(change));
  return [
    ...(policy === undefined ? [] : [item(subjectSample(), followedText(policy))]),
    ...edits.map((change) => item(lineSample(change), EDITS[change])),
    ...(isCrowded
      ? [html('li', {}, t('Too many arrows to read: they are drawn for the node you point at'))]
      : []),
  ];
}

function item(sample: SVGElement, text: string): HTMLElement {
  return html('li', {}, sample, text);
}

function subjectSample(): SVGElement {
  return svg(
    'svg',
    { class: 'sample', 'aria-hidden': 'true', viewBox: '0 0 28 14' },
    svg(
      'g',
      { class: 'node subject' },
      svg('rect', { class: 'outline', x: 2, y: 1, width: 24, height: 12, rx: 4 }),
      svg('rect', { class: 'shape', x: 5, y: 4, width: 18, height: 6, rx: 2 }),
    ),
  );
}

function lineSample(change: Change): SVGElement {
  return svg(
    'svg',
    { class: 'sample', 'aria-hidden': 'true', viewBox: '0 0 28 14' },
    svg('g', { class: `arrow ${change}` }, svg('path', { class: 'line', d: 'M0 7H28' })),
  );
}
