/**
 * Decides the setting that is `auto` because it depends on a neighbour: what the YAML extension does in a document
 * already is left to it. The server is told what was decided, and asks again when the neighbour comes, goes or changes.
 */
import { extensions, languages, Uri, workspace, type Disposable, type TextDocument } from 'vscode';
import type { FeatureState, Middleware, StaticFeature } from 'vscode-languageclient';
import { isMappedToKubernetes } from './schema-mapping';
import { decideSchemaSetting } from './schema-setting';

const YAML_EXTENSION = 'redhat.vscode-yaml';
const SECTION = 'podreach';

type ConfigurationMiddleware = NonNullable<NonNullable<Middleware['workspace']>['configuration']>;

/** Answers the server's questions about settings. */
export const answerConfiguration: ConfigurationMiddleware = async (params, token, next) => {
  const answers: unknown = await next(params, token);
  if (!Array.isArray(answers)) return [];
  return params.items.map(({ section, scopeUri }, index) => {
    const answer: unknown = answers[index];
    const document = scopeUri === undefined ? undefined : openDocument(scopeUri);
    return section === SECTION && document ? decideSchemaSetting(answer, validates(document)) : answer;
  });
};

function openDocument(uri: string): TextDocument | undefined {
  const wanted = Uri.parse(uri).toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

/** Whether the YAML extension checks a document. It reads its settings without regard to folders, and so do we. */
function validates(document: TextDocument): boolean {
  const { languageId, uri } = document;
  if (languageId !== 'yaml' || uri.scheme !== 'file') return false;
  if (extensions.getExtension(YAML_EXTENSION)?.isActive !== true) return false;
  const settings = workspace.getConfiguration('yaml', null);
  if (settings.get('validate') === false) return false;
  return isMappedToKubernetes(
    {
      path: uri.path,
      getText: () => document.getText(),
      matches: (pattern) => languages.match({ pattern }, document) > 0,
    },
    {
      schemas: settings.get('schemas'),
      disableSchemaDetection: settings.get('disableSchemaDetection'),
    },
  );
}

/** Tells the server that its settings may be others now, when the neighbour is another. */
export class NeighbourNews implements StaticFeature {
  readonly #tell: () => Promise<void>;
  #listeners: Disposable[] = [];

  /** @param tell sends `workspace/didChangeConfiguration` */
  constructor(tell: () => Promise<void>) {
    this.#tell = tell;
  }

  /** What it announces is in the initialization options. */
  fillClientCapabilities(): void {
    return;
  }

  getState(): FeatureState {
    return { kind: 'static' };
  }

  initialize(): void {
    this.#listeners = [
      extensions.onDidChange(() => this.#changed()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('yaml')) void this.#tell();
      }),
    ];
    this.#awaitActivation();
  }

  clear(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#listeners = [];
  }

  #changed(): void {
    void this.#tell();
    this.#awaitActivation();
  }

  /** The first YAML document activates it as it does us; there is no event that says when that is done. */
  #awaitActivation(): void {
    const neighbour = extensions.getExtension(YAML_EXTENSION);
    if (neighbour === undefined || neighbour.isActive) return;
    const done = (): void => {
      if (this.#listeners.length > 0) void this.#tell();
    };
    // One that cannot start says so itself; there is nothing to leave to it then.
    neighbour.activate().then(done, done);
  }
}
