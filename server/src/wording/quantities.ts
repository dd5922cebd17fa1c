/**
 * Counts and lists in words. Knows nothing of what is counted.
 */

/** `1 workload`, `3 workloads`, `0 policies`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${plural(amount, noun)}`;
}

/** `12,500`. */
export function thousands(amount: number): string {
  return amount.toLocaleString('en');
}

/** `3 of 14 workloads`: an amount together with what was looked at. */
export function share(amount: number, total: number, noun: string): string {
  return `${amount} of ${count(total, noun)}`;
}

/** The noun alone, as the amount wants it. */
export function plural(amount: number, noun: string): string {
  if (amount === 1) return noun;
  if (/[^aeiou]y$/u.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/u.test(noun) ? `${noun}es` : `${noun}s`;
}

/** `a`, `a and b`, `a, b and c`; with `or` for choices. */
export function list(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** The first few items, then how many there are besides: `a, b, c and 11 more`. */
export function listSome(items: readonly string[], limit: number): string {
  // Naming the last item is as short as saying "1 more".
  if (items.length <= limit + 1) return list(items);
  return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
}

/** The first letter in upper case, for the start of a sentence. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
