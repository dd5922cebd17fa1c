/** Diagnostics about marked places in a text. */
import type { FileDiagnostic } from '../../../server/src/cli/diagnostics';
import { createPositions } from '../../../server/src/features/positions';
import type { OffsetRange } from '../../../server/src/manifests/document';
import { readManifestFile } from '../../../server/src/manifests/manifest-file';
import type { Diagnostic } from '../../../server/src/rules/check';

/** A diagnostic about the part of the text between « and ». */
export function about(
  marked: string,
  overrides: Partial<Diagnostic> = {},
  name = 'a.yaml',
): FileDiagnostic & { readonly range: OffsetRange } {
  const range = { start: marked.indexOf('«'), end: marked.indexOf('»') - 1 };
  const file = readManifestFile(name, marked.replace(/[«»]/gu, ''));
  const diagnostic: Diagnostic = {
    code: 'some-rule',
    severity: 'warning',
    document: 0,
    range,
    message: 'Something is odd',
    ...overrides,
  };
  return { file, files: new Map([[name, file]]), diagnostic, positions: createPositions(), range };
}
