/** All that the server does with one document, from its text to what an editor shows. */
import { codeLenses } from '../../server/src/features/code-lens';
import { completion } from '../../server/src/features/completion';
import { diagnostics } from '../../server/src/features/diagnostics';
import { hover } from '../../server/src/features/hover';
import { inlayHints } from '../../server/src/features/inlay-hints';
import { createPositions } from '../../server/src/features/positions';
import { createWorkspace } from '../../server/src/workspace/workspace';

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };

export interface Reading {
  /** How many findings each rule has. */
  readonly findings: Readonly<Record<string, number>>;
  /** Rules that failed. */
  readonly failures: readonly string[];
}

export function readHostile(text: string): Reading {
  const workspace = createWorkspace();
  workspace.set('a.yaml', text);
  const snapshot = workspace.snapshot().around('a.yaml');
  const view = { snapshot, positions: createPositions() };
  const file = snapshot.files.get('a.yaml');
  if (file === undefined) throw new Error('the file was not read');
  const failures: string[] = [];
  const onFailure = (rule: string, error: unknown): number => failures.push(`${rule}: ${String(error)}`);
  const found = diagnostics(view, file, { version: 1, onFailure });
  const place = view.positions.position(file, Math.floor(text.length / 2));
  inlayHints(view, file, WHOLE, 'all');
  codeLenses(view, file, { uri: 'a.yaml', version: 1, commands: {} });
  hover(view, file, place);
  completion(view, file, place, { uri: 'a.yaml', snippets: true, isWanted: true, fields: true });
  const findings: Record<string, number> = {};
  for (const { code } of found) findings[String(code)] = (findings[String(code)] ?? 0) + 1;
  return { findings, failures };
}
