/**
 * What the bundles are made of: packages that are shipped inside them, and modules of the platform that they ask for.
 */
import { build } from 'esbuild';
import { shippedBundles } from './build.mjs';

/**
 * @typedef {object} Modules
 * @property {Record<string, Record<string, string[]>>} platform by bundle and module, who asks for it: a package, or `podreach`
 * @property {string[]} packages names of all packages in any bundle
 */

/** The package that a file belongs to; our own files belong to `podreach`. @param {string} file */
function packageOf(file) {
  const inside = file.split('node_modules/').at(-1) ?? '';
  if (inside === file) return 'podreach';
  return inside.split('/', inside.startsWith('@') ? 2 : 1).join('/');
}

/**
 * Looks at one bundle, without writing it.
 * @param {string} name
 * @param {import('esbuild').BuildOptions} options
 */
async function modulesOf(name, options) {
  const { metafile } = await build({ ...options, metafile: true, write: false });
  /** @type {Map<string, Set<string>>} */
  const platform = new Map();
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path: module, external } of imports) {
      if (!external) continue;
      const bare = module.replace(/^node:/, '');
      platform.set(bare, (platform.get(bare) ?? new Set()).add(packageOf(file)));
    }
  }
  return { name, platform, packages: Object.keys(metafile.inputs).map(packageOf) };
}

/** @returns {Promise<Modules>} */
export async function bundledModules() {
  const bundles = await Promise.all(
    shippedBundles({ production: true }).flatMap((options) =>
      Object.entries(options.entryPoints).map(([name, entryPoint]) =>
        modulesOf(name, { ...options, entryPoints: { [name]: entryPoint } }),
      ),
    ),
  );
  const platform = bundles.map(({ name, platform }) => [
    name,
    Object.fromEntries([...platform].map(([module, askers]) => [module, [...askers].toSorted()])),
  ]);
  const packages = new Set(bundles.flatMap(({ packages }) => packages));
  packages.delete('podreach');
  return { platform: Object.fromEntries(platform), packages: [...packages].toSorted() };
}
