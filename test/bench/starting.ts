/**
 * Measures a server from its start in a folder: until it answers, until it says something of the first file and all
 * there is to say, how long messages wait meanwhile, and how long the requests take that an editor makes by itself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { URI } from 'vscode-uri';
import { startServer, type LanguageClient, type Moment, type ServerProgram } from './language-client';
import { percentile } from './percentile';

/** Milliseconds, and bytes. */
export interface StartFigures {
  readonly initialized: Moment;
  /** The first diagnostics, and those that rest on the whole folder. */
  readonly diagnosed: Moment;
  readonly complete: Moment;
  /** The longest that a message waited for its answer until then. */
  readonly longestWait: number;
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
  namespace: ns-000
spec:
  podSelector:
    matchLabels:
      app: app-001
  ingress:
    - from:
        - podSelector:
            matchLabels:
              tier: web
      ports:
        - port: nowhere
`;

/** On the value of a label. */
const PLACE = { line: 8, character: 13 };

const REQUESTS = 40;

export async function measureStart(program: ServerProgram, folder: string): Promise<StartFigures> {
  const client = await startServer(program, { folder, way: 'push' });
  const uri = URI.file(path.join(folder, 'one.yaml')).toString();
  const { wholeCode } = program;
  const complete = wholeCode === undefined ? undefined : client.told(uri, wholeCode);
  const waiting = startAsking(client);
  await client.open(uri, POLICY);
  const diagnosed = client.now();
  await complete;
  const completed = client.now();
  const longestWait = await waiting.stop();
  const textDocument = { uri };
  const hover = await p95(client, 'textDocument/hover', { textDocument, position: PLACE });
  const completion = await p95(client, 'textDocument/completion', { textDocument, position: PLACE });
  const lenses = await p95(client, 'textDocument/codeLens', { textDocument });
  const { mostMemory: memory } = client.figures();
  await client.stop();
  const { initialized } = client;
  return { initialized, diagnosed, complete: completed, longestWait, hover, completion, lenses, memory };
}

/** Asks over and over for what no server has, which is answered as soon as the message is looked at. */
function startAsking({ connection }: LanguageClient): { stop(): Promise<number> } {
  let isOver = false;
  let longest = 0;
  const ask = async (): Promise<void> => {
    while (!isOver) {
      const since = performance.now();
      await connection.sendRequest('bench/nothing').catch(() => undefined);
      longest = Math.max(longest, performance.now() - since);
      await pause(2);
    }
  };
  const asking = ask();
  return {
    async stop() {
      isOver = true;
      await asking;
      return longest;
    },
  };
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
