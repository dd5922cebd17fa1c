import importX from 'eslint-plugin-import-x';
import regexp from 'eslint-plugin-regexp';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** The rooms of the server, lowest first. A room may import those before it, never those behind it. */
const ROOMS = [
  'drawing',
  'evaluator',
  'manifests',
  'workspace',
  'wording',
  'rules',
  'features',
  'lsp',
  'cli',
];

/** `from` may not be imported by `target`. */
const zone = (target, from, message) => ({ target, from, message });

const roomZones = ROOMS.flatMap((room, level) =>
  ROOMS.slice(level + 1).map((above) => ({
    ...zone(
      `./server/src/${room}`,
      `./server/src/${above}`,
      `${room} must not know ${above} (see ARCHITECTURE.md).`,
    ),
    // The shapes of custom requests are plain data that imports nothing; features answer in them.
    except: room === 'features' && above === 'lsp' ? ['./protocol'] : [],
  })),
);

const STAYS_HERE = 'Nothing is executed and nothing leaves the machine.';
const NETWORK_MODULES = '^(node:)?(dgram|dns|http|http2|https|net|tls)(/|$)';
const PROGRAM_MODULES = '^(node:)?child_process(/|$)';
const NETWORK_GLOBALS = ['fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest'];

export default defineConfig(
  { ignores: ['dist/', 'out/', 'node_modules/', 'server/src/rules/generated/'] },
  ...tseslint.configs.strict,
  {
    plugins: { 'import-x': importX },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      'max-lines-per-function': ['error', { max: 60 }],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      eqeqeq: ['error', 'always'],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['server/src/**', 'client/src/**'],
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js', '.json'] } } },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...roomZones,
            zone('./server/src', './client/src', 'The server must not know the client.'),
            {
              target: './client/src',
              from: './server/src',
              except: ['./lsp/protocol', './drawing'],
              message: 'The client shares only lsp/protocol and drawing with the server.',
            },
          ],
        },
      ],
      'import-x/no-cycle': 'error',
    },
  },
  {
    files: ['server/src/**', 'client/src/**'],
    rules: {
      'no-restricted-globals': ['error', ...NETWORK_GLOBALS.map((name) => ({ name, message: STAYS_HERE }))],
      'no-restricted-imports': [
        'error',
        { patterns: [NETWORK_MODULES, PROGRAM_MODULES].map((regex) => ({ regex, message: STAYS_HERE })) },
      ],
    },
  },
  {
    // Whoever wrote a manifest must not be able to make a pattern slow.
    files: ['server/src/**', 'client/src/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential' }],
    },
  },
  {
    // The one program that is run, when the user compares with a revision.
    files: ['server/src/cli/git.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: NETWORK_MODULES, message: STAYS_HERE }] }],
    },
  },
  {
    files: ['server/src/**', 'client/src/**'],
    ignores: ['client/src/notifications.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage'].map((property) => ({
          property,
          message: 'Nobody is interrupted: only client/src/notifications.ts opens message boxes.',
        })),
      ],
    },
  },
  {
    files: ['server/src/{drawing,evaluator,manifests,workspace,wording,rules,features}/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^node:|^vscode$', message: 'Only lsp and cli may know the platform.' }] },
      ],
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off' } },
);
