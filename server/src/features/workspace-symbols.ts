/**
 * Workloads and policies by name, for the list of symbols of a workspace. Knows nothing of what they can reach.
 */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver';

import { compareText, policyName } from '../wording/names';
import { allSubjects, sourceOf, type Subject } from './subject';
import { locationOf, type View } from './view';

/** Nobody reads more; the next letter of the question brings the others. */
const LIMIT = 200;

interface Named {
  readonly view: View;
  readonly subject: Subject;
  readonly name: string;
}

/**
 * What has all letters of the query in their order, upper and lower case alike. Names that contain the query as it
 * stands come first; at most 200.
 */
export function workspaceSymbols(views: Iterable<View>, query: string): WorkspaceSymbol[] {
  const asked = query.toLowerCase();
  const contains = ({ name }: Named): boolean => name.toLowerCase().includes(asked);
  return [...views]
    .flatMap((view) =>
      allSubjects(view.snapshot).map((subject) => ({ view, subject, name: nameOf(subject) })),
    )
    .filter(({ subject, name }) => subject.kind !== 'service' && hasLetters(name.toLowerCase(), asked))
    .toSorted((a, b) => Number(contains(b)) - Number(contains(a)) || compareText(a.name, b.name))
    .slice(0, LIMIT)
    .flatMap(({ view, subject, name }) => symbolOf(view, subject, name));
}

function nameOf(subject: Subject): string {
  if (subject.kind === 'policy') return policyName(subject.policy.ref);
  const { namespace, name } = subject.kind === 'workload' ? subject.workload : subject.service;
  return `${namespace}/${name}`;
}

/** Whether the letters stand in a name in this order, with others between them. */
function hasLetters(name: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = name.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}

function symbolOf(view: View, subject: Subject, name: string): readonly WorkspaceSymbol[] {
  const location = locationOf(view, sourceOf(subject), 'metadata.name');
  if (location === undefined) return [];
  const isPolicy = subject.kind === 'policy';
  const containerName = kindOf(subject);
  return [{ name, kind: isPolicy ? SymbolKind.Interface : SymbolKind.Object, location, containerName }];
}

function kindOf(subject: Subject): string {
  switch (subject.kind) {
    case 'workload':
      return subject.workload.kind;
    case 'policy':
      return subject.policy.ref.kind;
    case 'service':
      return 'Service';
  }
}
