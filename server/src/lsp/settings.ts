/**
 * The settings, read from whatever a client sends. Unknown or wrong values fall back to the default with one line
 * in the log; nothing else in the server looks at raw settings.
 */
import { parseCidr } from '../evaluator/cidr';
import { INLAY_HINT_MODES, type InlayHintMode } from '../features/inlay-hints';
import type { RuleLevel } from '../rules/check';
import { DEFAULT_ENGINE, ENGINES, isEngine, type Engine } from '../rules/engines';

export interface Settings {
  /** Levels that differ from the rules' own defaults. */
  readonly rules: Readonly<Record<string, RuleLevel>>;
  /** Namespace of resources that name none. */
  readonly namespace: string;
  /** Globs of folders that are each a cluster of their own. */
  readonly clusterRoots: readonly string[];
  /** What enforces the policies in the cluster. */
  readonly engine: Engine;
  /** `1.NN`, or `newest` for the newest that is known. */
  readonly kubernetesVersion: string;
  /** The manifests are all there is in the cluster. */
  readonly isClusterComplete: boolean;
  /** Addresses of the nodes. */
  readonly nodeCIDRs: readonly string[];
  readonly codeLens: boolean;
  readonly inlayHints: InlayHintMode;
  /** Findings that every schema gives are wanted from here, too. */
  readonly checksSchema: boolean;
  /** Fields, which every schema offers while they are typed, are wanted from here, too. */
  readonly offersFields: boolean;
  /** Kilobytes; larger files on disk are not read. */
  readonly maxFileSize: number;
  /** Most files that are read in one folder. */
  readonly maxFiles: number;
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  namespace: 'default',
  clusterRoots: [],
  engine: DEFAULT_ENGINE,
  kubernetesVersion: 'newest',
  isClusterComplete: false,
  nodeCIDRs: [],
  codeLens: true,
  inlayHints: 'peers',
  checksSchema: true,
  offersFields: true,
  maxFileSize: 2048,
  maxFiles: 20_000,
};

export interface SettingsReading {
  readonly settings: Settings;
  /** What was wrong, one sentence each. */
  readonly problems: readonly string[];
}

/** `auto` is decided by clients that know their neighbours; in others there are none. */
const SHARES: readonly string[] = ['auto', 'on', 'findings', 'fields', 'off'];

const LEVELS: readonly string[] = ['off', 'hint', 'info', 'warning', 'error'] satisfies RuleLevel[];

/** Reads the section `podreach`. `null` and `undefined`, as clients without settings send them, are all defaults. */
export function readSettings(raw: unknown): SettingsReading {
  const problems: string[] = [];
  const section = isRecord(raw) ? raw : {};
  const read = <T>(
    key: string,
    accepts: (value: unknown) => value is T,
    expected: string,
    otherwise: T,
  ): T => {
    const value = valueAt(section, key.split('.'));
    if (value === undefined || value === null) return otherwise;
    if (accepts(value)) return value;
    problems.push(`Setting podreach.${key} must be ${expected}; the default is used`);
    return otherwise;
  };
  const { namespace, clusterRoots, engine, kubernetesVersion, isClusterComplete, nodeCIDRs } =
    DEFAULT_SETTINGS;
  const { codeLens, inlayHints, maxFileSize, maxFiles } = DEFAULT_SETTINGS;
  const share = read('schema.validate', isShare, `one of ${SHARES.join(', ')}`, 'auto');
  return {
    settings: {
      rules: readRules(read('rules', isRecord, 'an object of rule ids and levels', {}), problems),
      namespace: read('namespace', isName, 'the name of a namespace', namespace),
      clusterRoots: read('cluster.roots', isTextList, 'a list of globs', clusterRoots),
      engine: read('engine', isEngine, `one of ${ENGINES.join(', ')}`, engine),
      kubernetesVersion: read('kubernetesVersion', isVersion, 'newest or 1.NN', kubernetesVersion),
      isClusterComplete: read('cluster.complete', isBoolean, 'true or false', isClusterComplete),
      nodeCIDRs: read('cluster.nodeCIDRs', isCidrList, 'a list of CIDRs', nodeCIDRs),
      codeLens: read('codeLens.enabled', isBoolean, 'true or false', codeLens),
      inlayHints: read('inlayHints', isInlayHintMode, `one of ${INLAY_HINT_MODES.join(', ')}`, inlayHints),
      checksSchema: share !== 'off' && share !== 'fields',
      offersFields: share !== 'off' && share !== 'findings',
      maxFileSize: read('limits.fileSize', isPositive, 'a positive number of kilobytes', maxFileSize),
      maxFiles: read('limits.files', isPositive, 'a positive number', maxFiles),
    },
    problems,
  };
}

function readRules(raw: Readonly<Record<string, unknown>>, problems: string[]): Settings['rules'] {
  const rules: Record<string, RuleLevel> = {};
  for (const [id, level] of Object.entries(raw)) {
    if (isLevel(level)) rules[id] = level;
    else problems.push(`Setting podreach.rules: level of ${id} must be one of ${LEVELS.join(', ')}`);
  }
  return rules;
}

/** Settings arrive as nested objects; some clients keep the dots in the keys. */
function valueAt(section: Readonly<Record<string, unknown>>, keys: readonly string[]): unknown {
  const dotted = section[keys.join('.')];
  if (dotted !== undefined) return dotted;
  return keys.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), section);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLevel(value: unknown): value is RuleLevel {
  return typeof value === 'string' && LEVELS.includes(value);
}

function isInlayHintMode(value: unknown): value is InlayHintMode {
  return INLAY_HINT_MODES.some((mode) => mode === value);
}

function isShare(value: unknown): value is string {
  return typeof value === 'string' && SHARES.includes(value);
}

function isBoolean(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/u.test(value);
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^(?:newest|1\.\d{1,3})$/u.test(value);
}

function isCidrList(value: unknown): value is readonly string[] {
  return isTextList(value) && value.every((cidr) => parseCidr(cidr) !== undefined);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
