/**
 * Measures a server from its start in a folder: until it answers, until it says something of the first file, and how
 * long the requests take that an editor makes by itself.
 */
import path from 'node:path';
import { URI } from 'vscode-uri';
import { startServer, type LanguageClient, type ServerProgram } from './language-client';
import { percentile } from './percentile';

/** Milliseconds, and bytes. */
export interface StartFigures {
  /** From the start of the process. */
  readonly initialized: number;
  readonly diagnosed: number;
  /** 95 of 100 requests are answered within. */
  readonly hover: number;
  readonly completion: number;
  readonly lenses: number;
  /** The most that was resident. */
  readonly memory: number;
}

const POLICY = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: one
  namespace: ns-001
spec:
  podSelector:
    matchLabels:
      app: app-001
  ingress:
    - from:
        - podSelector:
            matchLabels:
              tier: web
`;

/** On the value of a label. */
const PLACE = { line: 8, character: 13 };

const REQUESTS = 40;

export async function measureStart(program: ServerProgram, folder: string): Promise<StartFigures> {
  const client = await startServer(program, { folder, way: 'push' });
  const uri = URI.file(path.join(folder, 'one.yaml')).toString();
  await client.open(uri, POLICY);
  const diagnosed = client.sinceStart();
  const textDocument = { uri };
  const hover = await p95(client, 'textDocument/hover', { textDocument, position: PLACE });
  const completion = await p95(client, 'textDocument/completion', { textDocument, position: PLACE });
  const lenses = await p95(client, 'textDocument/codeLens', { textDocument });
  const { mostMemory: memory } = client.figures();
  await client.stop();
  return { initialized: client.initialized, diagnosed, hover, completion, lenses, memory };
}

async function p95({ connection }: LanguageClient, method: string, params: object): Promise<number> {
  const times: number[] = [];
  for (let nth = 0; nth < REQUESTS; nth++) {
    const since = performance.now();
    await connection.sendRequest(method, params);
    times.push(performance.now() - since);
  }
  return percentile(times, 95);
}
