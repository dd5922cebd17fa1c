/**
 * How parts of a sentence may be set off. The sentences say what a part is; the edge (terminal, Markdown) decides
 * how it looks. Knows no colours.
 */

/** What a piece of text is: a name or label from the manifests, a verdict, a place in a file, or an aside. */
export type Emphasis = 'name' | 'allowed' | 'denied' | 'partly' | 'place' | 'aside';

export type Style = (text: string, emphasis: Emphasis) => string;

/** No marks at all. */
export const PLAIN: Style = (text) => text;
