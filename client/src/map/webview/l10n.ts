/**
 * The words of the page in the language of the editor. The page has no editor to ask: its translations come with it.
 */
import type { Translate } from '../../translate';
import { WORDS } from './messages';

/** @param translations texts by what they are in English; what is missing stays English */
export function createTranslate(translations: Readonly<Record<string, string>>): Translate {
  return (message, ...args) =>
    (translations[message] ?? message).replace(/\{(\d+)\}/gu, (place, index: string) =>
      String(args[Number(index)] ?? place),
    );
}

export const t: Translate = createTranslate(readTranslations());

/** None where there is no page, as in tests. */
function readTranslations(): Readonly<Record<string, string>> {
  const written = globalThis.document?.body.getAttribute(WORDS) ?? '{}';
  return JSON.parse(written) as Readonly<Record<string, string>>;
}
