/**
 * Brings up to date what is told of the rules outside of the program: their pages, and their ids in the settings.
 * A part of `npm run build`; what it writes is committed with the rule, and tests of the package say when it was not.
 */
import { writeRulePages } from './generate-rule-pages.mjs';
import { listRulesInSettings } from './generate-settings.mjs';
import { loadRules } from './load-rules.mjs';

export async function describeRules() {
  const rules = await loadRules();
  await Promise.all([writeRulePages(rules), listRulesInSettings(rules)]);
}
