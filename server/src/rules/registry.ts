/**
 * All rules, as the folder lists them. Adding a rule needs no change here: `npm run prepare` finds its file.
 */
import { RULES } from './generated/index';

export { RULES };

/** Ids of all rules, in order. */
export const RULE_IDS: readonly string[] = RULES.map(({ id }) => id);
