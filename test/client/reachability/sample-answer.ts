/** An answer as the server gives it for the second stage of the walkthrough, cut to its interesting rows. */
import type { Location, OutlineResult, ReachEntry, ReachResult } from '../../../server/src/lsp/protocol';
import {
  answerTo,
  outlineAnswer,
  type OutlineAnswer,
  type ReachAnswer,
} from '../../../client/src/reachability/answers';

export function line(uri: string, number: number): Location {
  const position = { line: number, character: 0 };
  return { uri, range: { start: position, end: position } };
}

export const policyLine = line('file:///policy.yaml', 9);
export const webLine = line('file:///web.yaml', 1);
export const cartLine = line('file:///cart.yaml', 0);

/** Allowed because no policy stands in the way. */
export const undecidedEntry: ReachEntry = {
  kind: 'workload',
  id: 'shop/web[Deployment]',
  label: 'web',
  namespace: 'shop',
  workloadKind: 'Deployment',
  allowed: true,
  ports: '80/TCP',
  reason: 'Allowed by the first peer of shop/allow-web',
  brief: 'Allowed by shop/allow-web',
  location: webLine,
};

export const allowedEntry: ReachEntry = { ...undecidedEntry, decidedAt: policyLine };

const deniedEntry: ReachEntry = {
  kind: 'workload',
  id: 'lab/probe[Pod]',
  label: 'probe',
  namespace: 'lab',
  workloadKind: 'Pod',
  allowed: false,
  ports: '',
  reason: 'No peer of shop/allow-web matches it',
  brief: 'Ingress denied by shop/allow-web',
  decidedAt: policyLine,
  location: line('file:///lab.yaml', 20),
};

const outsideEntry: ReachEntry = {
  kind: 'addresses',
  id: '0.0.0.0/0, ::/0',
  label: '0.0.0.0/0, ::/0',
  allowed: false,
  ports: '',
  reason: 'shop/allow-web names no address',
  brief: 'Ingress denied by shop/allow-web',
  decidedAt: policyLine,
};

export const sampleResult: ReachResult = {
  target: { id: 'shop/cart[Deployment]', kind: 'workload', title: 'shop/cart', location: cartLine },
  direction: 'to',
  summary: '1 of 2 workloads can reach this',
  groups: [
    { id: 'reachable', title: 'Can reach it', entries: [allowedEntry] },
    { id: 'unreachable', title: 'Cannot reach it', entries: [deniedEntry] },
    { id: 'outside', title: 'Outside the cluster', entries: [outsideEntry] },
  ],
  caveats: ['Namespace lab is declared nowhere'],
  basis: '3 workloads, 2 namespaces and 1 policy from 4 files',
};

/** The sample's answer, asked in `uri` about `name` when they are given. */
export function sampleAnswer(name = 'cart', change: Partial<ReachResult> = {}): ReachAnswer {
  const target = { ...sampleResult.target, id: `shop/${name}[Deployment]`, title: `shop/${name}` };
  const result = { ...sampleResult, target, ...change };
  return answerTo({ direction: result.direction, uri: 'file:///asked-here.yaml' }, result);
}

/** Why a connection is denied, cut to what matters. */
export const sampleOutline: OutlineResult = {
  kind: 'outline',
  title: 'lab/probe[Pod] to shop/cart[Deployment]',
  summary: 'denied',
  mark: 'denied',
  rows: [
    {
      label: 'egress of lab/probe[Pod]',
      detail: 'allowed, no policy restricts it',
      mark: 'allowed',
      rows: [],
    },
    {
      label: 'ingress of shop/cart[Deployment]',
      detail: 'denied',
      mark: 'denied',
      rows: [
        { label: 'isolated by shop/allow-web', opens: policyLine, rows: [] },
        { label: 'no rule allows lab/probe[Pod]', rows: [] },
        {
          label: 'nearly',
          detail: 'shop/allow-web (spec.ingress[0]) would match if lab/probe[Pod] had app=web (it has app=x)',
          brief: 'shop/allow-web: if lab/probe[Pod] had app=web',
          opens: line('file:///my%20policy.yaml', 11),
          rows: [],
        },
      ],
    },
  ],
  basis: '3 workloads, 2 namespaces and 1 policy from 4 files',
};

export function sampleExplanation(change: Partial<OutlineResult> = {}): OutlineAnswer {
  const question = {
    kind: 'explain',
    uri: 'file:///policy.yaml',
    from: 'lab/probe[Pod]',
    to: 'shop/cart[Deployment]',
  } as const;
  return outlineAnswer(question, { ...sampleOutline, ...change });
}
