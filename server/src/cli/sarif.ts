/**
 * Diagnostics as SARIF 2.1.0, which code scanning services and editors read:
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
import type * as Sarif from 'sarif';
import { repository, version } from '../../../package.json';
import { rulePage } from '../features/rule-page';
import type { ManifestFile, OffsetRange } from '../manifests/document';
import { RULE_IDS, RULES } from '../rules/registry';
import type { Fix, Rule, Severity } from '../rules/rule';
import type { FileDiagnostic } from './diagnostics';
import { jsonLines } from './json';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVELS: Readonly<Record<Severity, Sarif.Result.level>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** One log with one run, result by result. */
export function* sarifLog(diagnostics: Iterable<FileDiagnostic>): Iterable<string> {
  yield `{"$schema": ${JSON.stringify(SCHEMA)}, "version": "2.1.0", "runs": [{\n`;
  yield `"tool": ${JSON.stringify(tool())},\n"columnKind": "utf16CodeUnits",\n"results": [`;
  yield* jsonLines(diagnostics, (one) => JSON.stringify(result(one)));
  yield ']}]}\n';
}

function tool(): Sarif.Tool {
  return {
    driver: {
      name: 'Podreach',
      version,
      semanticVersion: version,
      informationUri: repository.url.replace(/\.git$/u, ''),
      rules: RULES.map(describe),
    },
  };
}

function describe({ id, severity, documentation }: Rule): Sarif.ReportingDescriptor {
  const { title, clusterDoes, meant } = documentation;
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: clusterDoes },
    help: { text: `${clusterDoes}\n\n${meant}` },
    helpUri: rulePage(id),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function result(found: FileDiagnostic): Sarif.Result {
  const { file, files, diagnostic } = found;
  const { code, severity, message, range, related = [], fixes = [] } = diagnostic;
  const others = related.flatMap((other) => {
    const home = files.get(other.file);
    return home === undefined
      ? []
      : [{ ...location(found, home, other.range), message: { text: other.message } }];
  });
  return {
    ruleId: code,
    ruleIndex: RULE_IDS.indexOf(code),
    level: LEVELS[severity],
    message: { text: message },
    locations: [location(found, file, range)],
    ...(others.length > 0 && { relatedLocations: others }),
    ...(fixes.length > 0 && { fixes: fixes.map((fix) => proposal(found, fix)) }),
  };
}

function location(found: FileDiagnostic, file: ManifestFile, range: OffsetRange): Sarif.Location {
  return {
    physicalLocation: { artifactLocation: artifact(file), region: region(found, file, range) },
  };
}

function proposal(found: FileDiagnostic, { title, edits }: Fix): Sarif.Fix {
  const replacements = edits.map(({ range, newText }) => ({
    deletedRegion: region(found, found.file, range),
    insertedContent: { text: newText },
  }));
  return {
    description: { text: title },
    artifactChanges: [{ artifactLocation: artifact(found.file), replacements }],
  };
}

/** Relative to the current folder, which services take for the root of the sources. */
function artifact({ file }: ManifestFile): Sarif.ArtifactLocation {
  return {
    uri: `${file.startsWith('/') ? 'file://' : ''}${file.split('/').map(encodeURIComponent).join('/')}`,
  };
}

/** Lines and columns count from 1; the end is the column behind the last character. */
function region({ positions }: FileDiagnostic, file: ManifestFile, range: OffsetRange): Sarif.Region {
  const { start, end } = positions.range(file, range);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
