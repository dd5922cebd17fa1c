/** Builds `dist/` once before the unit tests: some of them start the real programs. */
import { buildAll } from '../scripts/build.mjs';

export const setup = () => buildAll({ production: false });
