/** The extension manifest as VS Code reads it: `%keys%` replaced by their English texts. */
import manifestSource from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };

export const manifest = manifestSource;
export const manifestTexts: Readonly<Record<string, string>> = texts;

/** Every `%key%` in the manifest. */
export function textKeys(value: unknown): readonly string[] {
  if (typeof value === 'string') return [...value.matchAll(/^%(.+)%$/gu)].map(([, key]) => key ?? '');
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textKeys);
}
