/**
 * Where the page about a rule is, for this version of the program.
 */
import { repository, version } from '../../../package.json';

const PAGES = `${repository.url.replace(/\.git$/u, '')}/blob/v${version}/docs/rules`;

/** A page of the released version rather than of the newest text: the page must describe this program. */
export function rulePage(id: string): string {
  return `${PAGES}/${id}.md`;
}
