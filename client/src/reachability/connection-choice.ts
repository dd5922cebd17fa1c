/**
 * The lists to choose the ends and the port of a connection from: what stands in them, and in which order. What is
 * typed may be chosen as well; the server knows what it means.
 */
import type { ExplainDefaults, OfferedPort, ReachTarget } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';
import { choices } from './target-choice';

/** The parts of a connection in the order in which they are asked for. */
export const PARTS = ['from', 'to', 'port'] as const;

export type Part = (typeof PARTS)[number];

/** Either a heading, or something to choose; `text` is what the server is asked with. */
export type PartChoice =
  | { readonly heading: string }
  | {
      readonly label: string;
      readonly description: string;
      readonly detail?: string;
      /** Absent for "any port". */
      readonly text?: string;
      readonly target?: ReachTarget;
    };

export interface Offers {
  readonly targets: readonly ReachTarget[];
  /** What is probably meant at the cursor. */
  readonly defaults: ExplainDefaults;
  /** What to call a document where only the file tells two targets apart. */
  readonly fileName: (uri: string) => string;
}

/** What is meant at the cursor comes first. Only workloads can be a source; a policy is no end at all. */
export function endChoices(
  part: 'from' | 'to',
  { targets, defaults, fileName }: Offers,
  t: Translate,
): readonly PartChoice[] {
  const possible = targets.filter(({ kind }) => kind === 'workload' || (part === 'to' && kind === 'service'));
  const meant = defaults[part];
  const others = possible.filter(({ id }) => !meant.includes(id));
  const atCursor = meant.flatMap((id): readonly PartChoice[] => {
    const known = possible.filter((target) => target.id === id);
    return known.length > 0 ? asChoices(known, fileName, t) : isName(id) ? [] : [addresses(id, t)];
  });
  return [
    ...(atCursor.length > 0 ? [{ heading: t('At the Cursor') }, ...atCursor] : []),
    ...choices(others, [], fileName, t).map(asChoice),
  ];
}

function asChoices(
  targets: readonly ReachTarget[],
  fileName: (uri: string) => string,
  t: Translate,
): readonly PartChoice[] {
  return choices(targets, [], fileName, t)
    .filter((choice) => !('heading' in choice))
    .map(asChoice);
}

function asChoice(choice: ReturnType<typeof choices>[number]): PartChoice {
  return 'heading' in choice ? choice : { ...choice, text: choice.target.id };
}

/** Ids of workloads, Services and policies; addresses have a slash and no letters before it. */
function isName(id: string): boolean {
  return /^[a-z][^:]*\//u.test(id);
}

function addresses(text: string, t: Translate): PartChoice {
  return { label: text, description: t('Addresses'), text };
}

/**
 * @param to what the destination is called
 * @param ports those that it has
 */
export function portChoices(
  { port: meant }: ExplainDefaults,
  to: string,
  ports: readonly OfferedPort[],
  t: Translate,
): readonly PartChoice[] {
  const any = { label: t('Any port'), description: '' };
  const known = ports.find(({ port }) => port === meant);
  const others = ports.filter((one) => one !== known);
  const atCursor = t('at the cursor');
  return [
    ...(meant === undefined
      ? []
      : [
          {
            label: meant,
            description: known === undefined ? atCursor : `${known.about} · ${atCursor}`,
            text: meant,
          },
        ]),
    any,
    ...(others.length > 0 ? [{ heading: t('Ports of {0}', to) }] : []),
    ...others.map(({ port, about }) => ({ label: port, description: about, text: port })),
  ];
}

/** What was typed, to be taken as it is; undefined when nothing was, or a choice says the same. */
export function typedChoice(
  typed: string,
  known: readonly PartChoice[],
  t: Translate,
): PartChoice | undefined {
  const text = typed.trim();
  if (text === '' || known.some((choice) => !('heading' in choice) && choice.text === text)) return undefined;
  return { label: text, description: t('as typed'), text };
}
