/**
 * The lines above policies, rules, peers, workloads and Services that say what they amount to.
 * Knows what is said and what a click does; where the lines stand is decided elsewhere.
 */
import type { CodeLens, Command, Position } from 'vscode-languageserver';

import type { ManifestFile } from '../manifests/document';
import type { ChangesParams, LocationsArgument, ReachParams } from '../lsp/protocol';
import { changePlaces, changeTitle, type Earlier } from './change-lens';
import { TOPICS, lensPlaces, type LensPlace } from './lens-places';
import { lensTitle, type LensTitle } from './lens-titles';
import { subjectId, subjectsIn, type Subject } from './subject';
import { locationOf, type View } from './view';

export interface LensOptions {
  /** The document as the client calls it, and its version. */
  readonly uri: string;
  readonly version: number;
  /** Ids of the client's commands; without one, a lens is only read. */
  readonly commands: { readonly reach?: string; readonly locations?: string; readonly changes?: string };
  /** The cluster to compare with, if it is another one. Asked for only when needed. */
  readonly earlier?: () => Earlier | undefined;
}

/** What a lens needs to be answered later, on its own. */
export interface LensData extends Omit<LensPlace, 'range'> {
  readonly uri: string;
  readonly version: number;
}

/** With this many workloads and lenses or fewer, the answers cost less than asking for them one by one. */
const FEW = 150;

/** All lenses of a file; with their titles at once where that is cheap. */
export function codeLenses(view: View, file: ManifestFile, options: LensOptions): CodeLens[] {
  const { uri, version } = options;
  const lensAt = ({ range, ...place }: LensPlace): CodeLens => ({
    range,
    data: { ...place, uri, version } satisfies LensData,
  });
  const lenses = lensPlaces(view, file).map(lensAt);
  const earlier = options.earlier?.();
  const changes = earlier === undefined ? [] : changePlaces(view, file, earlier).map(lensAt);
  const isCheap = view.snapshot.cluster.workloads.length <= FEW && lenses.length <= FEW;
  if (!isCheap) return [...lenses, ...changes];
  // A lens that is asked for later cannot be taken back. These can: one with nothing to say, an edit without effect.
  const resolved = lenses
    .map((lens) => resolvedCodeLens(view, file, lens, options))
    .filter(({ command }) => command?.title !== '');
  return [...resolved, ...changes.flatMap((lens) => changeLens(view, file, lens, options) ?? [])];
}

/** Undefined for an edit that changes no connection. */
function changeLens(
  view: View,
  file: ManifestFile,
  lens: CodeLens,
  options: LensOptions,
): CodeLens | undefined {
  const resource = readLensData(lens.data)?.resource;
  const subject = resource === undefined ? undefined : subjectsIn(view.snapshot, file).get(resource);
  const earlier = options.earlier?.();
  const change = subject && earlier && changeTitle(view, subject, earlier);
  return change?.isChange === true ? resolvedCodeLens(view, file, lens, options) : undefined;
}

/** The lens with its title. What it was about may be gone, or be another text now: then it says nothing. */
export function resolvedCodeLens(
  view: View,
  file: ManifestFile,
  lens: CodeLens,
  options: LensOptions,
): CodeLens {
  const command = commandOf(view, file, lens, options);
  return command ? { ...lens, command } : silentCodeLens(lens);
}

/** A lens that was never given a title would be shown as an error by some clients. */
export function silentCodeLens(lens: CodeLens): CodeLens {
  return { ...lens, command: { title: '', command: '' } };
}

/** The document a lens stands in, as far as the client kept our data. */
export function documentOf({ data }: CodeLens): string | undefined {
  return readLensData(data)?.uri;
}

function commandOf(
  view: View,
  file: ManifestFile,
  lens: CodeLens,
  options: LensOptions,
): Command | undefined {
  const data = readLensData(lens.data);
  if (data?.version !== options.version) return undefined;
  const subject = subjectsIn(view.snapshot, file).get(data.resource);
  if (data.topic === 'changes') return subject && changesCommand(view, subject, options);
  const title = subject && lensTitle(view.snapshot, subject, data.topic, data.path);
  if (subject === undefined || title === undefined) return undefined;
  return withClick(view, subject, title, lens.range.start, options);
}

function changesCommand(
  view: View,
  subject: Subject,
  { uri, commands, earlier }: LensOptions,
): Command | undefined {
  const before = earlier?.();
  const change = before && changeTitle(view, subject, before);
  if (before === undefined || change === undefined) return undefined;
  const params: ChangesParams = { uri, since: before.since, target: subjectId(subject) };
  return commands.changes === undefined
    ? { title: change.title, command: '' }
    : { title: change.title, command: commands.changes, arguments: [params] };
}

function withClick(
  view: View,
  subject: Subject,
  { title, asks, shows = [] }: LensTitle,
  position: Position,
  { uri, commands }: LensOptions,
): Command {
  if (asks !== undefined && commands.reach !== undefined) {
    const params: ReachParams = { direction: asks, uri, target: subjectId(subject) };
    return { title, command: commands.reach, arguments: [params] };
  }
  if (shows.length > 0 && commands.locations !== undefined) {
    const locations = shows.flatMap(({ source }) => locationOf(view, source, 'metadata.name') ?? []);
    const shown: LocationsArgument = { uri, position, locations };
    return { title, command: commands.locations, arguments: [shown] };
  }
  return { title, command: '' };
}

/** Data comes back from the client as anything. */
function readLensData(data: unknown): LensData | undefined {
  return isLensData(data) ? data : undefined;
}

function isLensData(data: unknown): data is LensData {
  if (typeof data !== 'object' || data === null) return false;
  const { uri, version, resource, topic, path }: Partial<Record<keyof LensData, unknown>> = data;
  return (
    typeof uri === 'string' &&
    typeof version === 'number' &&
    typeof resource === 'number' &&
    TOPICS.some((known) => known === topic) &&
    (path === undefined || typeof path === 'string')
  );
}
