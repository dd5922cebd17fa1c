/** Stands for the editor's translation: the English text with its places filled. */
import type { Translate } from '../../client/src/translate';

export const english: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/gu, (place, index: string) => String(args[Number(index)] ?? place));
