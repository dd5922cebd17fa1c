/** Answers to put into words, made by hand: what an evaluator would give for the shop. */
import type {
  DirectionAnswer,
  Endpoint,
  Explanation,
  NearMiss,
  RuleHit,
  Translation,
} from '../../../server/src/evaluator/answers';
import { ConnectionSet } from '../../../server/src/evaluator/connection-set';
import type { Direction } from '../../../server/src/evaluator/model';
import { addresses, pod, policy, rule, service, workload } from './shop';

export const WEB = ConnectionSet.of('TCP', 80);

export function side(direction: Direction, overrides: Partial<DirectionAnswer> = {}): DirectionAnswer {
  return {
    direction,
    verdict: 'allowed',
    allowed: ConnectionSet.ALL,
    isolatedBy: [],
    allowedBy: [],
    deniedBy: [],
    steps: [],
    nearMisses: [],
    ...overrides,
  };
}

export function denied(direction: Direction, overrides: Partial<DirectionAnswer> = {}): DirectionAnswer {
  return side(direction, {
    verdict: 'denied',
    allowed: ConnectionSet.NONE,
    isolatedBy: [policy('deny')],
    ...overrides,
  });
}

export function hit(name: string, path: string, overrides: Partial<RuleHit> = {}): RuleHit {
  return { policy: policy(name), rule: rule(path), allowed: ConnectionSet.ALL, ...overrides };
}

/** Lacks one thing unless several are given. */
export function nearMiss(overrides: Partial<NearMiss> = {}): NearMiss {
  const { missed = 'pod', requirement } = overrides;
  const lacks = [requirement === undefined ? { missed } : { missed, requirement }];
  return {
    policy: policy('allow-web'),
    rule: rule('spec.ingress[0]'),
    missed,
    lacking: 1,
    lacks,
    ...overrides,
  };
}

export function explanation(overrides: Partial<Explanation> = {}): Explanation {
  return {
    source: pod('web/front[Deployment]'),
    destination: pod('shop/cart[Deployment]'),
    verdict: 'allowed',
    allowed: ConnectionSet.ALL,
    egress: side('egress'),
    ingress: side('ingress'),
    translations: [],
    caveats: [],
    parts: [],
    ...overrides,
  };
}

/** From the front to the Service of the cart, with one pod behind it. */
export function throughService(overrides: Partial<Explanation> = {}): Explanation {
  const translation: Translation = {
    service: service('shop', 'cart'),
    servicePort: 80,
    workload: workload('shop/cart[Deployment]'),
    targetPort: 8080,
    protocol: 'TCP',
  };
  return explanation({
    destination: { kind: 'service', service: translation.service },
    translations: [translation],
    ...overrides,
  });
}

export const OUTSIDE: Endpoint = addresses('0.0.0.0/0', '::/0');
