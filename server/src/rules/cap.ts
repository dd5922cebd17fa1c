/**
 * Keeps the number of diagnostics of a file within bounds, and says so.
 */
import type { Diagnostic } from './diagnostic';
import type { Severity } from './rule';
import { rule as tooManyFindings } from './too-many-findings';

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** At most `limit` diagnostics, the grave ones first; then one more that says how many there are besides. */
export function capped(diagnostics: readonly Diagnostic[], limit: number): readonly Diagnostic[] {
  if (diagnostics.length <= limit) return diagnostics;
  const kept = new Set(
    diagnostics.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]).slice(0, limit),
  );
  const last = diagnostics.findLast((diagnostic) => !kept.has(diagnostic));
  const shown = diagnostics.filter((diagnostic) => kept.has(diagnostic));
  return last === undefined ? shown : [...shown, remainder(last, diagnostics.length - limit)];
}

function remainder({ range, document }: Diagnostic, count: number): Diagnostic {
  return {
    range,
    document,
    code: tooManyFindings.id,
    severity: tooManyFindings.severity,
    message: `And ${count} more in this file. They are shown once some of these are gone.`,
  };
}
