/** Writes `docs/rules/`: a page for each rule, made of the rule's own documentation, and a list of them. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { writeIfChanged } from './write-if-changed.mjs';

const FOLDER = new URL('../docs/rules/', import.meta.url);

const INDEX = 'README.md';

const SEVERITIES = { error: 'error', warning: 'warning', info: 'information', hint: 'hint' };

/**
 * The texts of all pages by the names of their files.
 *
 * @returns {Readonly<Record<string, string>>}
 */
export function rulePages(rules) {
  return Object.fromEntries([[INDEX, index(rules)], ...rules.map((rule) => [`${rule.id}.md`, page(rule)])]);
}

function index(rules) {
  const rows = rules.map(
    (rule) => `| [\`${rule.id}\`](${rule.id}.md) | ${level(rule)} | ${rule.documentation.title} |`,
  );
  return `# Rules

What Podreach reports, by the id behind the message. A finding may be milder than its rule where less is certain.

| Rule | Severity | What it finds |
| --- | --- | --- |
${rows.join('\n')}
`;
}

function level({ severity, offByDefault, engines }) {
  const name = SEVERITIES[severity];
  if (offByDefault) return `${name}, off by default`;
  return isForEngines(engines) ? `${name}, with an engine set` : name;
}

/** Rules that nobody hears of who has not said what enforces the policies. */
function isForEngines(engines) {
  return engines !== undefined && !engines.includes('kubernetes');
}

function whichEngines({ engines }) {
  if (!isForEngines(engines)) return [];
  const names = engines.map((name) => `\`${name}\``).join(', ');
  return [`Only where the setting \`podreach.engine\` is one of ${names}.`];
}

function page(rule) {
  const { id, documentation } = rule;
  const { title, clusterDoes, meant, bad, good, link } = documentation;
  const blocks = [
    `# ${id}`,
    `**${prose(title)}** (${level(rule)})`,
    ...whichEngines(rule),
    '## What the cluster does',
    prose(clusterDoes),
    '## What was probably meant',
    prose(meant),
    'Instead of',
    yaml(bad),
    'write',
    yaml(good),
    ...(link === undefined ? [] : [`[Read more](${link})`]),
    silencing(id),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function silencing(id) {
  return `## Silencing it

For one finding, with a comment above its line or at the end of it; for a file, with \`podreach-ignore-file\`:

${yaml(`# podreach-ignore ${id}: why it is right here`)}

Everywhere, in the settings of the editor (\`off\`, or another severity) or on the command line:

\`\`\`json
{ "podreach.rules": { "${id}": "off" } }
\`\`\`

\`\`\`sh
podreach check --rule ${id}=off manifests/
\`\`\``;
}

function yaml(text) {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

/** Signs that stand for themselves in the documentation of a rule, and for something else in Markdown. */
function prose(text) {
  return text.replaceAll(/[*_<>[\]\\]/gu, '\\$&');
}

/** Pages of rules that are gone go too. */
export async function writeRulePages(rules) {
  const pages = rulePages(rules);
  await mkdir(FOLDER, { recursive: true });
  const stale = (await readdir(FOLDER)).filter((file) => !(file in pages));
  await Promise.all(stale.map((file) => rm(new URL(file, FOLDER))));
  await Promise.all(Object.entries(pages).map(([file, text]) => writeIfChanged(new URL(file, FOLDER), text)));
}
