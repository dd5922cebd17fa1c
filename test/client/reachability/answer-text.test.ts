import { expect, it } from 'vitest';
import { answerText } from '../../../client/src/reachability/answer-text';
import { english } from '../english';
import { allowedEntry, sampleAnswer, sampleExplanation, sampleResult } from './sample-answer';

const fileName = (uri: string): string => uri.replace('file:///', '');

it('writes an answer so that it can be pasted', () => {
  expect(answerText(sampleAnswer(), fileName, english)).toBe(`Which pods can reach shop/cart[Deployment]?
1 of 2 workloads can reach this

Can reach it (1)
  shop/web[Deployment]  80/TCP  Allowed by the first peer of shop/allow-web

Cannot reach it (1)
  lab/probe[Pod]  No peer of shop/allow-web matches it

Outside the cluster (1)
  0.0.0.0/0, ::/0  shop/allow-web names no address

Namespace lab is declared nowhere

Based on 3 workloads, 2 namespaces and 1 policy from 4 files
`);
});

it('aligns the columns of a group', () => {
  const short = {
    ...allowedEntry,
    id: 'a/b[Pod]',
    namespace: 'a',
    label: 'b',
    workloadKind: 'Pod',
    ports: 'all ports',
  };
  const groups = [{ id: 'reachable', title: 'Can reach it', entries: [allowedEntry, short] }] as const;
  expect(answerText(sampleAnswer('cart', { groups, caveats: [] }), fileName, english)).toContain(`
  shop/web[Deployment]  80/TCP     Allowed by the first peer of shop/allow-web
  a/b[Pod]              all ports  Allowed by the first peer of shop/allow-web
`);
});

it('leaves no gap for caveats that are not there', () => {
  const text = answerText(sampleAnswer('cart', { caveats: [], groups: [] }), fileName, english);
  expect(text).toBe(`Which pods can reach shop/cart[Deployment]?
${sampleResult.summary}

Based on ${sampleResult.basis}
`);
});

it('says of a target that is gone only that it is gone', () => {
  expect(answerText({ ...sampleAnswer(), gone: true }, fileName, english))
    .toBe(`Which pods can reach shop/cart[Deployment]?
No longer in the manifests
`);
});

it('writes an explanation with its places, as the command line does', () => {
  expect(answerText(sampleExplanation(), fileName, english)).toBe(`lab/probe[Pod] to shop/cart[Deployment]
denied

egress of lab/probe[Pod]: allowed, no policy restricts it
ingress of shop/cart[Deployment]: denied
  isolated by shop/allow-web (policy.yaml:10)
  no rule allows lab/probe[Pod]
  nearly: shop/allow-web (spec.ingress[0]) would match if lab/probe[Pod] had app=web (it has app=x) (my%20policy.yaml:12)

Based on 3 workloads, 2 namespaces and 1 policy from 4 files
`);
});
