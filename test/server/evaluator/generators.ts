/**
 * Small random clusters in which much collides: few names, few labels, overlapping ports and CIDRs, all tiers.
 */
import fc from 'fast-check';
import {
  KUBERNETES_TIERS,
  type Cluster,
  type ContainerPort,
  type EndpointPredicate,
  type Entrance,
  type EntranceBackend,
  type EntranceController,
  type Namespace,
  type Peer,
  type Policy,
  type PolicyRule,
  type PortMatch,
  type Protocol,
  type RuleVerdict,
  type Service,
  type Tier,
  type Workload,
} from '../../../server/src/evaluator/model';
import { UNKNOWN_CONTROLLER } from '../../../server/src/evaluator/site';

const NAMESPACES = ['red', 'green', 'blue'];
const PORTS = [1, 53, 80, 81, 8080, 65535];
const PORT_NAMES = ['http', 'dns'];
const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.1.0.0/16',
  '10.1.2.0/24',
  '10.1.2.3/32',
  '10.1.2.128/25',
  '192.0.2.0/24',
  '::/0',
  'fd00::/8',
  '2001:db8::/32',
  '2001:db8:0:1::/64',
  '::ffff:10.1.0.0/112',
  'nonsense',
];
/** Addresses at the edges of the CIDRs above. */
export const ADDRESSES = [
  '0.0.0.0',
  '9.255.255.255',
  '10.0.0.0',
  '10.1.0.0',
  '10.1.2.3',
  '10.1.2.127',
  '10.1.2.128',
  '10.1.3.0',
  '192.0.2.255',
  '255.255.255.255',
  '::',
  'fd00::1',
  '2001:db8::1',
  '2001:db8:0:1:ffff:ffff:ffff:ffff',
  '2001:db8:0:2::',
];

const source = { file: 'generated.yaml', resource: 0 };
export const protocol = fc.constantFrom<Protocol>('TCP', 'UDP', 'SCTP');
export const portNumber = fc.constantFrom(...PORTS);
export const portName = fc.constantFrom(...PORT_NAMES);
export const address = fc.constantFrom(...ADDRESSES);

const labels = fc
  .dictionary(fc.constantFrom('app', 'tier'), fc.constantFrom('a', 'ab', 'b', ''), { maxKeys: 2 })
  .map((record) => new Map(Object.entries(record)));

const namespace = fc.record({ env: fc.option(fc.constantFrom('dev', 'prod')), declared: fc.boolean() });

const namespaces = fc.tuple(...NAMESPACES.map(() => namespace)).map((drawn) => {
  const declared = new Map<string, Namespace>();
  drawn.forEach(({ env, declared: isDeclared }, index) => {
    const name = NAMESPACES[index] ?? '';
    const own = new Map([['kubernetes.io/metadata.name', name]]);
    if (env !== null) own.set('env', env);
    if (isDeclared) declared.set(name, { name, labels: own, source });
  });
  return declared;
});

const containerPort: fc.Arbitrary<ContainerPort> = fc
  .record({ name: fc.option(portName), port: portNumber, protocol })
  .map(({ name, ...port }) => (name === null ? port : { ...port, name }));

const workloads: fc.Arbitrary<readonly Workload[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('Pod', 'Deployment'),
      namespace: fc.constantFrom(...NAMESPACES),
      labels,
      ports: fc.array(containerPort, { maxLength: 3 }),
      hostNetwork: mostly(false, true),
      serviceAccount: mostly('default', 'builder'),
      addresses: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.uniqueArray(address, { minLength: 1, maxLength: 3 }) },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drawn) => drawn.map((workload, index) => ({ ...workload, name: `w${index}`, source })));

function mostly<T>(usual: T, rare: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(rare) });
}

const podLabel: fc.Arbitrary<EndpointPredicate> = fc.record({
  op: fc.constant('label'),
  on: fc.constant('pod'),
  key: fc.constantFrom('app', 'tier'),
  operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist', 'Contains', 'StartsWith', 'EndsWith'),
  values: fc.uniqueArray(fc.constantFrom('a', 'ab', 'b', ''), { maxLength: 2 }),
});

const namespaceLabel: fc.Arbitrary<EndpointPredicate> = fc.oneof(
  fc.record({
    op: fc.constant('label'),
    on: fc.constant('namespace'),
    key: fc.constant('env'),
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.uniqueArray(fc.constantFrom('dev', 'prod'), { maxLength: 2 }),
  }),
  fc.record({
    op: fc.constant('label'),
    on: fc.constant('namespace'),
    key: fc.constant('kubernetes.io/metadata.name'),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...NAMESPACES), { minLength: 1, maxLength: 2 }),
  }),
);

const ownNamespace: fc.Arbitrary<EndpointPredicate> = fc.record({
  op: fc.constant('namespace'),
  name: fc.constantFrom(...NAMESPACES),
});

const simplePredicate: fc.Arbitrary<EndpointPredicate> = fc.oneof(
  { weight: 4, arbitrary: podLabel },
  { weight: 2, arbitrary: namespaceLabel },
  { weight: 2, arbitrary: ownNamespace },
  {
    weight: 1,
    arbitrary: fc.constantFrom<EndpointPredicate>(
      { op: 'host-network' },
      {
        op: 'label',
        on: 'service-account',
        key: 'projectcalico.org/name',
        operator: 'In',
        values: ['builder'],
      },
    ),
  },
);

export const predicate: fc.Arbitrary<EndpointPredicate> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(simplePredicate, { maxLength: 3 })
      .map((of): EndpointPredicate => ({ op: 'all', of })),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(simplePredicate, { maxLength: 2 })
      .map((of): EndpointPredicate => ({ op: 'any', of })),
  },
  { weight: 1, arbitrary: simplePredicate.map((of): EndpointPredicate => ({ op: 'not', of })) },
);

const peer: fc.Arbitrary<Peer> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('endpoints'), path: fc.constant('peer'), predicate }),
  },
  {
    weight: 4,
    arbitrary: fc
      .record({
        kind: fc.constant('addresses' as const),
        path: fc.constant('peer'),
        cidrs: fc.array(fc.constantFrom(...CIDRS), { minLength: 1, maxLength: 2 }),
        except: fc.array(fc.constantFrom(...CIDRS), { maxLength: 2 }),
        coversPods: fc.option(fc.boolean()),
      })
      .map(({ coversPods, ...drawn }) => (coversPods === null ? drawn : { ...drawn, coversPods })),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('names'),
      path: fc.constant('peer'),
      patterns: fc.constant(['example.org']),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('nodes'), path: fc.constant('peer'), predicate }),
  },
);

const range: fc.Arbitrary<PortMatch> = fc
  .record({ protocol, port: portNumber, endPort: portNumber })
  .map((drawn) => ({ kind: 'range', ...drawn }));

const named: fc.Arbitrary<PortMatch> = fc
  .record({ name: portName, protocol: fc.option(protocol) })
  .map((drawn) =>
    drawn.protocol === null
      ? { kind: 'named', name: drawn.name }
      : { kind: 'named', name: drawn.name, protocol: drawn.protocol },
  );

/** Parts of rules that few rules have. */
const rareParts: fc.Arbitrary<Pick<PolicyRule, 'condition' | 'exceptPorts'>> = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.constant({ condition: 'source-ports' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ exceptPorts: fc.array(fc.oneof(range, named), { minLength: 1, maxLength: 2 }) }),
  },
);

function rules(verdict: fc.Arbitrary<RuleVerdict>): fc.Arbitrary<readonly PolicyRule[]> {
  return fc.array(
    fc.tuple(rareParts, plainRule(verdict)).map(([rare, rule]) => ({ ...rule, ...rare })),
    { maxLength: 3 },
  );
}

function plainRule(verdict: fc.Arbitrary<RuleVerdict>): fc.Arbitrary<PolicyRule> {
  return fc.record({
    path: fc.constant('rule'),
    verdict,
    peers: fc.oneof(
      { weight: 1, arbitrary: fc.constant('any' as const) },
      { weight: 3, arbitrary: fc.array(peer, { maxLength: 3 }) },
    ),
    ports: fc.oneof(
      { weight: 1, arbitrary: fc.constant('any' as const) },
      { weight: 2, arbitrary: fc.array(fc.oneof(range, named), { maxLength: 2 }) },
    ),
  });
}

function policy(
  tier: string,
  subject: fc.Arbitrary<EndpointPredicate>,
  order: fc.Arbitrary<number>,
  verdict: fc.Arbitrary<RuleVerdict>,
): fc.Arbitrary<Policy> {
  return fc
    .record({
      order,
      subject,
      ingress: fc.option(rules(verdict), { nil: undefined }),
      egress: fc.option(rules(verdict), { nil: undefined }),
      name: fc.constantFrom('p', 'q', 'r'),
    })
    .map(({ ingress, egress, name, ...rest }) => ({
      ...rest,
      tier,
      source,
      ref: { kind: 'Policy', name },
      ...(ingress && { ingress }),
      ...(egress && { egress }),
    }));
}

/** A NetworkPolicy selects pods of its own namespace and only allows. */
const networkPolicy = policy(
  'networkpolicy',
  fc.tuple(ownNamespace, fc.array(podLabel, { maxLength: 1 })).map(([own, more]) => ({
    op: 'all',
    of: [own, ...more],
  })),
  fc.constant(0),
  fc.constant('allow'),
);

const anyVerdict = fc.constantFrom<RuleVerdict>('allow', 'deny', 'pass', 'log');
const priority = fc.integer({ min: 0, max: 2 });
const adminPolicy = policy('admin', predicate, priority, anyVerdict);
const baselinePolicy = policy('baseline', predicate, priority, anyVerdict);
const strayPolicy = policy('tier-that-is-not-there', predicate, priority, anyVerdict);

const policies = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: networkPolicy },
    { weight: 3, arbitrary: adminPolicy },
    { weight: 2, arbitrary: baselinePolicy },
    { weight: 1, arbitrary: strayPolicy },
  ),
  { maxLength: 5 },
);

const tiers = fc.oneof(
  { weight: 4, arbitrary: fc.constant(KUBERNETES_TIERS) },
  {
    weight: 1,
    arbitrary: fc.constant<readonly Tier[]>([
      { id: 'admin', end: 'deny' },
      { id: 'networkpolicy', end: 'deny' },
      { id: 'baseline', end: 'deny' },
    ]),
  },
);

const services: fc.Arbitrary<readonly Service[]> = fc.array(
  fc
    .record({
      namespace: fc.constantFrom(...NAMESPACES),
      selector: labels,
      headless: mostly(false, true),
      ports: fc.array(
        fc.record({
          name: fc.constantFrom('http', 'web'),
          port: portNumber,
          protocol,
          targetPort: fc.oneof(portNumber, portName),
        }),
        { maxLength: 2 },
      ),
    })
    .map((drawn) => ({ ...drawn, name: 'svc', source })),
  { maxLength: 2 },
);

/** Two Services of one namespace cannot share a name. */
const namedServices = services.map((drawn) =>
  drawn.map((service, index): Service => ({ ...service, name: `svc${index}` })),
);

const controller: fc.Arbitrary<EntranceController> = fc.oneof(
  { weight: 2, arbitrary: fc.constant(UNKNOWN_CONTROLLER) },
  {
    weight: 1,
    arbitrary: fc
      .record({ namespace: fc.constant('green'), env: fc.constantFrom('dev', 'prod') })
      .map((drawn): EntranceController => ({
        namespace: drawn.namespace,
        namespaceLabels: new Map([
          ['kubernetes.io/metadata.name', drawn.namespace],
          ['env', drawn.env],
        ]),
      })),
  },
);

const backend: fc.Arbitrary<EntranceBackend> = fc
  .record({
    path: fc.constant('backend'),
    namespace: fc.constantFrom(...NAMESPACES),
    service: fc.constantFrom('svc0', 'svc1', 'svc2'),
    port: fc.option(fc.oneof(portNumber, fc.constantFrom('http', 'web'))),
    portOf: fc.constantFrom('service' as const, 'service-or-target' as const, 'target-or-service' as const),
    protocol: mostly<Protocol>('TCP', 'UDP'),
  })
  .map(({ port, ...drawn }) => (port === null ? drawn : { ...drawn, port }));

const entrances: fc.Arbitrary<readonly Entrance[]> = fc.array(
  fc
    .record({ controller, backends: fc.array(backend, { maxLength: 3 }) })
    .map((drawn) => ({ ...drawn, kind: 'Ingress', namespace: 'red', name: 'in', source })),
  { maxLength: 3 },
);

export const cluster: fc.Arbitrary<Cluster> = fc.record({
  namespaces,
  workloads,
  services: namedServices,
  entrances,
  tiers,
  policies,
  unreadPolicies: fc.constant([]),
});
