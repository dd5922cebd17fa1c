import { describe, expect, it } from 'vitest';
import { targetId } from '../../../server/src/wording/names';
import type { NameContext } from '../../../server/src/wording/named-target';
import { portText } from '../../../server/src/wording/read-port';
import { readTarget } from '../../../server/src/wording/read-target';
import { cluster, service, workload } from './shop';

/** What the text names (`id` or `id on port`), or the message of its error. */
function read(text: string, context: Partial<NameContext> = {}): string {
  const reading = readTarget(text, { cluster: cluster(), namespace: 'default', ...context });
  if (!reading.ok) return `error: ${reading.message}`;
  const { target, port } = reading.value;
  return port === undefined ? targetId(target) : `${targetId(target)} on ${portText(port)}`;
}

describe('a workload', () => {
  it.each([
    ['shop/cart[Deployment]', 'shop/cart[Deployment]'],
    ['shop/cart[Pod]', 'shop/cart[Pod]'],
    ['shop/db[statefulset]', 'shop/db[StatefulSet]'],
    ['shop/db', 'shop/db[StatefulSet]'],
    ['  web/front ', 'web/front[Deployment]'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toBe(id);
  });

  it.each(['StatefulSet/db', 'statefulset/db', 'statefulsets/db', 'sts/db', 'db[StatefulSet]', 'db[sts]'])(
    'may be written %s with a namespace given',
    (text) => {
      expect(read(text, { namespace: 'shop' })).toBe('shop/db[StatefulSet]');
    },
  );

  it('may be written with its name alone when a namespace is given', () => {
    const context = { cluster: cluster({ services: [] }), namespace: 'shop' };
    expect(read('db', context)).toBe('shop/db[StatefulSet]');
  });

  it('is ambiguous when several kinds share the name: the candidates are listed', () => {
    expect(read('shop/cart')).toBe(
      'error: "shop/cart" can mean shop/cart[Deployment] or shop/cart[Pod]: write one of these',
    );
  });

  it('is ambiguous when the front can be a namespace and a kind', () => {
    const twice = cluster({ workloads: [workload('job/report[Pod]'), workload('shop/report[Job]')] });
    expect(read('job/report', { cluster: twice, namespace: 'shop' })).toBe(
      'error: "job/report" can mean job/report[Pod] or shop/report[Job]: write one of these',
    );
  });

  it('is ambiguous when a Service has the same bare name', () => {
    expect(read('db', { namespace: 'shop' })).toBe(
      'error: "db" can mean shop/db[StatefulSet] or svc/shop/db: write one of these',
    );
  });

  it.each(['shop/web-x1', 'shop/web-x1[Pod]', 'po/web-x1'])('stands for its pods: %s', (text) => {
    const web = workload('shop/web[ReplicaSet]', { pods: ['web-x1', 'web-x2'] });
    const context = { cluster: cluster({ workloads: [web] }), namespace: 'shop' };
    expect(read(text, context)).toBe('shop/web[ReplicaSet]');
    expect(read('rs/web-x1', context)).toMatch(/^error: /u);
  });

  it('is not ambiguous when one workload is declared in two files', () => {
    const twice = cluster({
      workloads: [workload('shop/db[StatefulSet]'), workload('shop/db[StatefulSet]')],
    });
    expect(read('shop/db', { cluster: twice })).toBe('shop/db[StatefulSet]');
  });

  it.each([
    [
      'shop/crat',
      'No workload shop/crat in the manifests. Did you mean shop/cart[Deployment] or shop/cart[Pod]?',
    ],
    ['web/db', 'No workload web/db in the manifests. Did you mean shop/db[StatefulSet]?'],
    ['db', 'No workload default/db in the manifests. Did you mean shop/db[StatefulSet]?'],
    ['web/front[Pod]', 'No workload web/front[Pod] in the manifests. Did you mean web/front[Deployment]?'],
    ['nowhere/nothing', 'No workload nowhere/nothing in the manifests'],
    ['a/b/c', 'No workload a/b/c in the manifests'],
    ['', 'The name of a workload, Service or address is missing'],
  ])('%j that is unknown is answered with what is near', (text, message) => {
    expect(read(text)).toBe(`error: ${message}`);
  });
});

describe('a Service', () => {
  it.each([
    ['svc/shop/db', 'svc/shop/db'],
    ['service/shop/db', 'svc/shop/db'],
    ['svc/shop/db:80', 'svc/shop/db on 80'],
    ['svc/shop/db:http', 'svc/shop/db on http'],
    ['svc/shop/db:80/TCP', 'svc/shop/db on 80/TCP'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toBe(id);
  });

  it('may leave out the namespace that is given', () => {
    expect(read('svc/db', { namespace: 'shop' })).toBe('svc/shop/db');
  });

  it('that is unknown is answered with what is near', () => {
    expect(read('svc/shop/bd')).toBe('error: No Service shop/bd in the manifests. Did you mean svc/shop/db?');
    expect(read('svc/web/mail')).toBe(
      'error: No Service web/mail in the manifests. Did you mean svc/shop/mail?',
    );
  });

  it('with a port that is none is an error', () => {
    expect(read('svc/shop/db:0')).toMatch(/^error: "0" is not a port/u);
  });
});

describe('a URL', () => {
  it.each([
    ['http://db.shop', 'svc/shop/db on 80/TCP'],
    ['http://db.shop/', 'svc/shop/db on 80/TCP'],
    ['HTTP://DB.shop/path?x=1#y', 'svc/shop/db on 80/TCP'],
    ['https://db.shop.svc', 'svc/shop/db on 443/TCP'],
    ['http://db.shop:8080/path', 'svc/shop/db on 8080/TCP'],
    ['http://db.shop.svc.cluster.local:8080/', 'svc/shop/db on 8080/TCP'],
    ['http://user:secret@db.shop?x', 'svc/shop/db on 80/TCP'],
    ['udp://db.shop:53', 'svc/shop/db on 53/UDP'],
    ['redis://db.shop', 'svc/shop/db'],
    ['http://192.0.2.1/', '192.0.2.1/32 on 80/TCP'],
    ['http://[2001:db8::1]:8080/', '2001:db8::1/128 on 8080/TCP'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toBe(id);
  });

  it('with a bare name is looked up in the namespace of the client', () => {
    expect(read('http://front', { namespace: 'shop', clientNamespace: 'web' })).toBe(
      'svc/web/front on 80/TCP',
    );
    expect(read('http://front', { namespace: 'web' })).toBe('svc/web/front on 80/TCP');
  });

  it('of something outside the cluster cannot be looked up', () => {
    expect(read('https://www.example.com/')).toMatch(
      /^error: www\.example\.com is not the name of a Service/u,
    );
  });

  it('with a broken port is an error', () => {
    expect(read('http://db.shop:99999/')).toMatch(/^error: "99999" is not a port/u);
  });
});

describe('a host name', () => {
  it.each([
    ['db.shop', 'svc/shop/db'],
    ['db.shop:80', 'svc/shop/db on 80'],
    ['db.shop:53/UDP', 'svc/shop/db on 53/UDP'],
    ['db.shop.svc:http', 'svc/shop/db on http'],
    ['db.shop.svc.cluster.local', 'svc/shop/db'],
    ['db.shop.svc.cluster.local.:80', 'svc/shop/db on 80'],
    ['db.shop.svc.example.org', 'svc/shop/db'],
    ['192.0.2.1:443', '192.0.2.1/32 on 443'],
    ['[2001:db8::1]:443/tcp', '2001:db8::1/128 on 443/TCP'],
    ['[2001:db8::1]:443', '2001:db8::1/128 on 443'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toBe(id);
  });

  it('finds the Service even where a workload has the same name', () => {
    const both = cluster({ services: [service('shop', 'cart')] });
    expect(read('cart.shop', { cluster: both })).toBe('svc/shop/cart');
  });

  it('that nobody has is an error', () => {
    expect(read('bd.shop')).toBe('error: No Service shop/bd in the manifests. Did you mean svc/shop/db?');
    expect(read('[nonsense]:80')).toBe('error: "nonsense" is not an IP address');
    expect(read('a:b:c')).toMatch(/^error: /u);
  });
});

describe('an address', () => {
  it.each(['10.1.2.3', 'http://10.1.2.3', '[2001:db8:0::7]'])('of a pod is that pod: %s', (text) => {
    const addresses = ['10.1.2.3', '2001:db8::7'];
    const running = cluster({ workloads: [workload('shop/cart[Pod]', { addresses })] });
    expect(read(text, { cluster: running })).toMatch(/^shop\/cart\[Pod\]/u);
  });

  it('of a node is no pod, even if one on its network has it', () => {
    const agent = workload('shop/agent[Pod]', { addresses: ['10.1.2.3'], hostNetwork: true });
    expect(read('10.1.2.3', { cluster: cluster({ workloads: [agent] }) })).toBe('10.1.2.3/32');
  });

  it.each([
    ['192.0.2.1', '192.0.2.1/32'],
    ['10.0.0.0/8', '10.0.0.0/8'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
    ['2001:DB8::1', '2001:db8::1/128'],
    ['2001:db8:1:2::/48', '2001:db8:1::/48'],
    ['10.0.0.0/8,192.168.0.0/16', '10.0.0.0/8,192.168.0.0/16'],
    ['0.0.0.0/0, ::/0', '0.0.0.0/0,::/0'],
  ])('%s is %s', (text, id) => {
    expect(read(text)).toBe(id);
  });

  it.each([
    '256.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '2001:db8::1/129',
    '1::2::3',
    '10.0.0.1,1.2.3.4/99',
  ])('%s is none', (text) => {
    expect(read(text)).toMatch(/^error: ".*" is not an IP address or CIDR$/u);
  });

  it('may be the ingress controller, which has no address of its own', () => {
    expect(read('ingress-controller')).toBe('ingress-controller');
  });
});
