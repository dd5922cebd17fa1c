/**
 * Rule: IPv6 ranges, for engines that know IPv4 only.
 */
import { parseCidr } from '../evaluator/cidr';
import { sentenceCase } from '../wording/quantities';
import { valueRange } from './api/place';
import { ENGINE_NAMES, type Engine } from './engines';
import type { Rule } from './rule';

/** These have IPv6 if the cluster was set up for it. */
const BY_CLUSTER: readonly Engine[] = ['aws-vpc-cni', 'kube-router'];

export const rule = {
  id: 'engine-ipv6',
  severity: 'error',
  engines: [
    'azure-npm',
    'azure-npm-windows',
    'azure-npm-lite',
    'calico-windows',
    'aws-vpc-cni',
    'kube-router',
  ],
  documentation: {
    title: 'An IPv6 range where the engine may know IPv4 only',
    clusterDoes:
      'Azure NPM and Calico on Windows support no IPv6: the range allows nothing, or the policy fails. The AWS VPC CNI and kube-router apply it only in clusters that were set up for IPv6, which is information only.',
    meant: 'IPv4 ranges, or another engine.',
    bad: 'ipBlock:\n  cidr: 2001:db8::/32',
    good: 'ipBlock:\n  cidr: 203.0.113.0/24',
  },
  *check(context) {
    const { engine, parts } = context;
    const name = sentenceCase(ENGINE_NAMES[engine]);
    for (const { path, value } of parts.ipBlocks) {
      if (typeof value['cidr'] !== 'string' || parseCidr(value['cidr'])?.family !== 6) continue;
      const range = valueRange(context, [...path, 'cidr']);
      yield BY_CLUSTER.includes(engine)
        ? {
            range,
            severity: 'info',
            message: `${name} applies IPv6 ranges only in clusters that are set up for IPv6.`,
          }
        : { range, message: `${name} supports no IPv6: it cannot apply this range.` };
    }
  },
} satisfies Rule;
