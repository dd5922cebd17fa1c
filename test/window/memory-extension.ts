/** An extension that provides a folder which is on no disk, as those for repositories on other machines do. */

/** Its files by name. */
export function memoryExtension(manifests: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const manifest = {
    name: 'memory',
    publisher: 'test',
    version: '0.0.1',
    engines: { vscode: '^1.95.0' },
    browser: './memory.js',
    activationEvents: ['onFileSystem:memory'],
    capabilities: { virtualWorkspaces: true, untrustedWorkspaces: { supported: true } },
  };
  return new Map([
    ['package.json', JSON.stringify(manifest)],
    ['memory.js', `const FILES = new Map(${JSON.stringify([...manifests])});\n${PROGRAM}`],
  ]);
}

/** Runs in a worker of the browser, where nothing can be imported but VS Code's API. */
const PROGRAM = `
const vscode = require('vscode');
const changes = new vscode.EventEmitter();
const nameOf = ({ path }) => path.slice(1);
const isFolder = (name) => name === '' || [...FILES.keys()].some((file) => file.startsWith(name + '/'));
const textOf = (uri) => {
  const text = FILES.get(nameOf(uri));
  if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
  return text;
};
const forbidden = () => {
  throw vscode.FileSystemError.NoPermissions();
};
exports.activate = () =>
  vscode.workspace.registerFileSystemProvider('memory', {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: (uri) =>
      isFolder(nameOf(uri))
        ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 }
        : { type: vscode.FileType.File, ctime: 0, mtime: 0, size: textOf(uri).length },
    readDirectory: (uri) => {
      const start = nameOf(uri) === '' ? '' : nameOf(uri) + '/';
      const inside = [...FILES.keys()].filter((file) => file.startsWith(start)).map((file) => file.slice(start.length));
      const entries = inside.map((file) => [file.split('/')[0], file.includes('/') ? vscode.FileType.Directory : vscode.FileType.File]);
      return [...new Map(entries)];
    },
    readFile: (uri) => new TextEncoder().encode(textOf(uri)),
    writeFile: forbidden,
    createDirectory: forbidden,
    delete: forbidden,
    rename: forbidden,
  });
`;
