/**
 * The list to choose from when a question is asked without a place: what stands in it, and in which order.
 */
import type { ReachTarget } from '../../../server/src/lsp/protocol';
import type { Translate } from '../translate';

/** Either a heading, or something to choose. */
export type Choice =
  | { readonly heading: string }
  | {
      readonly label: string;
      readonly description: string;
      /** Only where label and description do not tell two targets apart. */
      readonly detail?: string;
      readonly target: ReachTarget;
    };

/**
 * What was asked about before comes first, then workloads, Services and policies as the server orders them.
 * @param recent ids of targets, newest first
 * @param fileName what to call a document where only the file tells two targets apart
 */
export function choices(
  targets: readonly ReachTarget[],
  recent: readonly string[],
  fileName: (uri: string) => string,
  t: Translate,
): readonly Choice[] {
  const isRecent = ({ id }: ReachTarget): boolean => recent.includes(id);
  const ofKind = (kind: ReachTarget['kind']): readonly ReachTarget[] =>
    targets.filter((target) => target.kind === kind && !isRecent(target));
  const sections: readonly (readonly [string, readonly ReachTarget[]])[] = [
    [t('Asked before'), recent.flatMap((id) => targets.filter((target) => target.id === id))],
    [t('Workloads'), ofKind('workload')],
    [t('Services'), ofKind('service')],
    [t('Policies'), ofKind('policy')],
  ];
  const ambiguous = repeatedIds(targets);
  return sections
    .filter(([, members]) => members.length > 0)
    .flatMap(([heading, members]): readonly Choice[] => [
      { heading },
      ...members.map((target) => choice(target, ambiguous, fileName, t)),
    ]);
}

function choice(
  target: ReachTarget,
  ambiguous: ReadonlySet<string>,
  fileName: (uri: string) => string,
  t: Translate,
): Choice {
  const detail = ambiguous.has(target.id) && target.location ? { detail: fileName(target.location.uri) } : {};
  return { label: target.title, description: kindText(target, t), ...detail, target };
}

/** The kind a workload's id ends with: `Deployment` of `shop/cart[Deployment]`. */
function kindText({ kind, id }: ReachTarget, t: Translate): string {
  switch (kind) {
    case 'workload':
      return id.slice(id.lastIndexOf('[') + 1).replace(/\]$/u, '');
    case 'service':
      return 'Service';
    case 'policy':
      return t('Policy');
  }
}

function repeatedIds(targets: readonly ReachTarget[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    targets
      .map(({ id }) => id)
      .filter((id) => {
        const repeated = seen.has(id);
        seen.add(id);
        return repeated;
      }),
  );
}
