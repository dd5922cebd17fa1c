/**
 * The smallest text that shows a fault: lines are taken out, then signs, as long as the fault stays.
 */

export function smallest(text: string, isFaulty: (text: string) => boolean): string {
  const lines = withoutParts(text.split(/(?<=\n)/u), (parts) => isFaulty(parts.join('')));
  return withoutParts([...lines.join('')], (parts) => isFaulty(parts.join(''))).join('');
}

/** Takes out halves, quarters and so on, down to single parts, again and again until none can go. */
function withoutParts<T>(parts: readonly T[], isFaulty: (parts: readonly T[]) => boolean): readonly T[] {
  let kept = parts;
  for (let size = Math.ceil(parts.length / 2); size >= 1;) {
    const before = kept.length;
    for (let at = 0; at < kept.length;) {
      const fewer = kept.toSpliced(at, size);
      if (isFaulty(fewer)) kept = fewer;
      else at += size;
    }
    if (size > 1) size = Math.floor(size / 2);
    else if (kept.length === before) return kept;
  }
  return kept;
}
