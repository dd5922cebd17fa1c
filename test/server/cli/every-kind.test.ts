/**
 * A folder with every kind that decides who reaches whom, and the table of its connections, made by hand from the
 * comments in the manifests.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KINDS } from '../../../server/src/manifests/known-kinds';
import { runJson } from './run';

const FOLDER = join(import.meta.dirname, '../../fixtures/every-kind');

const WORKLOADS = [
  'apps/agent[DaemonSet]',
  'apps/blue[Rollout]',
  'apps/canary[Rollout]',
  'apps/clones[CloneSet]',
  'apps/config[DeploymentConfig]',
  'apps/db[StatefulSet]',
  'apps/instance[VirtualMachineInstance]',
  'apps/machine[VirtualMachine]',
  'apps/machines[VirtualMachineInstanceReplicaSet]',
  'apps/migrate[Job]',
  'apps/old[ReplicationController]',
  'apps/owned-7d4b9[ReplicaSet]',
  'apps/report[CronJob]',
  'apps/set[ReplicaSet]',
  'apps/tool[Pod]',
  'apps/web[Deployment]',
  'lab/bench[Deployment]',
  'lab/probe[Deployment]',
];

const TABLE = `
apps/web[Deployment] -> apps/agent[DaemonSet]: TCP 8004
apps/web[Deployment] -> apps/blue[Rollout]: TCP 8012
apps/web[Deployment] -> apps/canary[Rollout]: TCP 8011
apps/web[Deployment] -> apps/clones[CloneSet]: TCP 8016
apps/web[Deployment] -> apps/config[DeploymentConfig]: TCP 8010
apps/web[Deployment] -> apps/instance[VirtualMachineInstance]: TCP 8014
apps/web[Deployment] -> apps/machine[VirtualMachine]: TCP 8013
apps/web[Deployment] -> apps/machines[VirtualMachineInstanceReplicaSet]: TCP 8015
apps/web[Deployment] -> apps/migrate[Job]: TCP 8006
apps/web[Deployment] -> apps/old[ReplicationController]: TCP 8005
apps/web[Deployment] -> apps/owned-7d4b9[ReplicaSet]: TCP 8009
apps/web[Deployment] -> apps/report[CronJob]: TCP 8007
apps/web[Deployment] -> apps/set[ReplicaSet]: TCP 8002
apps/web[Deployment] -> apps/tool[Pod]: TCP 8008
lab/bench[Deployment] -> 128.0.0.0/1: TCP 1-1023
lab/probe[Deployment] -> apps/canary[Rollout]: TCP 8011
lab/probe[Deployment] -> apps/config[DeploymentConfig]: TCP 8010
lab/probe[Deployment] -> apps/web[Deployment]: TCP 8001, UDP 53
lab/probe[Deployment] -> 0.0.0.0/1 ::/0: all
lab/probe[Deployment] -> 128.0.0.0/1: all
ingress controller -> apps/canary[Rollout]: TCP 8011
ingress controller -> apps/config[DeploymentConfig]: TCP 8010
ingress controller -> apps/web[Deployment]: TCP 8001
ingress controller -> lab/bench[Deployment]: TCP 8018
ingress controller -> lab/probe[Deployment]: UDP 53
0.0.0.0/1 ::/0 -> apps/canary[Rollout]: TCP 8011
0.0.0.0/1 ::/0 -> apps/config[DeploymentConfig]: TCP 8010
0.0.0.0/1 ::/0 -> apps/web[Deployment]: TCP 8001
0.0.0.0/1 ::/0 -> lab/bench[Deployment]: all
0.0.0.0/1 ::/0 -> lab/probe[Deployment]: all
128.0.0.0/1 -> apps/canary[Rollout]: TCP 8011
128.0.0.0/1 -> apps/config[DeploymentConfig]: TCP 8010
128.0.0.0/1 -> apps/web[Deployment]: TCP 8001
128.0.0.0/1 -> lab/bench[Deployment]: all
128.0.0.0/1 -> lab/probe[Deployment]: all
`;

type Peer = string | { readonly cidrs: readonly string[] } | { readonly ingressController: true };

interface Answer {
  readonly workloads: readonly { readonly id: string }[];
  readonly connections: readonly {
    readonly source: Peer;
    readonly destination: Peer;
    readonly allowed:
      'all' | readonly { readonly protocol: string; readonly port: number; readonly endPort?: number }[];
  }[];
}

function peerText(peer: Peer): string {
  if (typeof peer === 'string') return peer;
  return 'cidrs' in peer ? peer.cidrs.join(' ') : 'ingress controller';
}

function rowText({ source, destination, allowed }: Answer['connections'][number]): string {
  const ports =
    allowed === 'all'
      ? allowed
      : allowed
          .map(
            ({ protocol, port, endPort }) =>
              `${protocol} ${port}${endPort === undefined ? '' : `-${endPort}`}`,
          )
          .join(', ');
  return `${peerText(source)} -> ${peerText(destination)}: ${ports}`;
}

it('is answered as its table says', async () => {
  const answer = (await runJson(['connectivity', FOLDER])) as Answer;
  expect(answer.workloads.map(({ id }) => id)).toEqual(WORKLOADS);
  expect(answer.connections.map(rowText).toSorted()).toEqual(TABLE.trim().split('\n').toSorted());
});

it('has every kind that is read', () => {
  const text = readdirSync(FOLDER)
    .map((file) => readFileSync(join(FOLDER, file), 'utf8'))
    .join('\n');
  const written = new Set(
    [...text.matchAll(/kind: (\w+)/gu)].map(([, kind = '']) => kind.replace(/List$/u, '')),
  );
  expect(Object.keys(KINDS).filter((kind) => !written.has(kind))).toEqual([]);
});
