/**
 * Puts faults into Podreach itself, for one test: what nobody foresaw must cost no more than its own answer.
 */
import { onTestFinished, vi } from 'vitest';
import { Composer } from 'yaml';
import { RULES } from '../../server/src/rules/registry';
import type { Rule } from '../../server/src/rules/rule';

/** Lets a rule throw on every object it looks at. */
export function breakRule(id: string): void {
  const rule = RULES.find((one: Rule) => one.id === id && one.check !== undefined);
  if (rule === undefined || !('check' in rule)) throw new Error(`there is no rule ${id} about objects`);
  const spy = vi.spyOn(rule, 'check').mockImplementation(() => {
    throw new Error('put in by the test');
  });
  onTestFinished(() => spy.mockRestore());
}

/** Lets the YAML library throw on every document with this word that is not plain, such as one with an anchor. */
export function breakYaml(word: string): void {
  const compose = Composer.prototype.compose;
  const spy = vi.spyOn(Composer.prototype, 'compose').mockImplementation(function (this: Composer, ...args) {
    if (JSON.stringify(args).includes(word)) throw new Error('put in by the test');
    return compose.apply(this, args);
  });
  onTestFinished(() => spy.mockRestore());
}
