/**
 * Decides the setting that is `auto` because it depends on a neighbour: what the YAML extension does in a document
 * already is left to it. The server is told what was decided, and asks again when the neighbour comes, goes or changes.
 */
import { extensions, languages, Uri, workspace, type Disposable, type TextDocument } from 'vscode';
import type { FeatureState, Middleware, StaticFeature } from 'vscode-languageclient';
import { shareOf } from './schema-mapping';
import { decideSchemaSetting, type SchemaShare } from './schema-setting';

const YAML_EXTENSION = 'redhat.vscode-yaml';
/** Hands the YAML extension schemas of Kubernetes. They are not strict, but enough to offer fields. */
const SCHEMA_CONTRIBUTOR = 'ms-kubernetes-tools.vscode-kubernetes-tools';
const SECTION = 'podreach';

type ConfigurationMiddleware = NonNullable<NonNullable<Middleware['workspace']>['configuration']>;

/** Answers the server's questions about settings. */
export const answerConfiguration: ConfigurationMiddleware = async (params, token, next) => {
  const answers: unknown = await next(params, token);
  if (!Array.isArray(answers)) return [];
  return params.items.map(({ section, scopeUri }, index) => {
    const answer: unknown = answers[index];
    const document = scopeUri === undefined ? undefined : openDocument(scopeUri);
    return section === SECTION && document ? decideSchemaSetting(answer, neighbourShare(document)) : answer;
  });
};

function openDocument(uri: string): TextDocument | undefined {
  const wanted = Uri.parse(uri).toString();
  return workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

/** What the YAML extension does in a document. It reads its settings without regard to folders, and so do we. */
function neighbourShare(document: TextDocument): SchemaShare {
  const { languageId, uri } = document;
  const isTheirs = languageId === 'yaml' && uri.scheme === 'file' && isActive(YAML_EXTENSION);
  if (!isTheirs) return { findings: false, fields: false };
  const settings = workspace.getConfiguration('yaml', null);
  return shareOf(
    {
      path: uri.path,
      getText: () => document.getText(),
      matches: (pattern) => languages.match({ pattern }, document) > 0,
    },
    {
      validate: settings.get('validate'),
      completion: settings.get('completion'),
      schemas: settings.get('schemas'),
      disableSchemaDetection: settings.get('disableSchemaDetection'),
      isContributedTo: isActive(SCHEMA_CONTRIBUTOR),
    },
  );
}

function isActive(extension: string): boolean {
  return extensions.getExtension(extension)?.isActive === true;
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

  /** The first YAML document activates them as it does us; there is no event that says when that is done. */
  #awaitActivation(): void {
    const done = (): void => {
      if (this.#listeners.length > 0) void this.#tell();
    };
    for (const id of [YAML_EXTENSION, SCHEMA_CONTRIBUTOR]) {
      const neighbour = extensions.getExtension(id);
      if (neighbour === undefined || neighbour.isActive) continue;
      // One that cannot start says so itself; there is nothing to leave to it then.
      neighbour.activate().then(done, done);
    }
  }
}
