/**
 * Pieces of sentences that several hovers share. Knows the model and Markdown, no places.
 */
import type { PolicyRule, PortMatch, Workload } from '../evaluator/model';
import { workloadId } from '../evaluator/model';
import type { Snapshot } from '../workspace/snapshot';
import { rangeText } from '../wording/connections';
import { list, listSome, share } from '../wording/quantities';
import { inlineCode } from './markdown';

/** A hover from top to bottom; empty and undefined parts are left out. */
export type Paragraphs = readonly (string | undefined)[];

/** How many names are read before they become a wall. */
const NAMES = 5;

/** "`shop/web[Deployment]`, … and 3 more", or nothing for nobody. */
export function workloadNames(workloads: readonly Workload[]): string {
  return listSome(
    workloads.map((workload) => inlineCode(workloadId(workload))),
    NAMES,
  );
}

/** `2 of 14 workloads`: how many of all that are known. */
export function shareOfAll({ cluster }: Snapshot, workloads: readonly Workload[]): string {
  return share(workloads.length, cluster.workloads.length, 'workload');
}

/** `all ports`, `80/TCP and 53/UDP`, `no port`. */
export function portsText(ports: PolicyRule['ports']): string {
  if (ports === 'any') return 'all ports';
  return ports.length === 0 ? 'no port' : list(ports.map(portText));
}

function portText(port: PortMatch): string {
  if (port.kind === 'range') return rangeText(port);
  return `${inlineCode(port.name)}${port.protocol === undefined ? '' : `/${port.protocol}`}`;
}

const PAGE = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/';

/** What two selectors in one peer mean. */
export const BOTH_SELECTORS = 'Both selectors must match (**AND**).';

/** What it means to stand beside other peers; nothing for a peer that stands alone. */
export function alternativesText(peers: PolicyRule['peers']): string {
  if (peers === 'any' || peers.length < 2) return '';
  return `One of ${peers.length} peers, any of which is enough (**OR**).`;
}

/** The part of the Kubernetes page that explains it. */
export function pageLink(title: string, anchor: string): string {
  return `[Kubernetes: ${title}](${PAGE}#${anchor})`;
}
