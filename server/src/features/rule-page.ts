/**
 * Where the page about a rule is, for this version of the program.
 */
import { repository, version } from '../../../package.json';

/** A page of the released version rather than of the newest text: the page must describe this program. */
export function rulePage(id: string): string {
  return `${repository.url.replace(/\.git$/u, '')}/blob/v${version}/docs/rules/${id}.md`;
}
