import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleCertificates, sampleShop } from '../../testing/sample-shop.ts';
import { fieldList, fieldText, type KubeObject } from '../kube/kube-object.ts';

const shop = sampleShop();
const named = ({ objects }: typeof shop, kind: string, name: string): KubeObject =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const texts = (object: KubeObject): string => JSON.stringify(object);
const environment = (of: typeof shop, service: string): Map<string, string> => {
  const { spec } = named(of, 'Deployment', `shop-${service}`);
  const [container] = fieldList(spec, 'template', 'spec', 'containers');
  return new Map(
    fieldList(container, 'env').map((one) => [fieldText(one, 'name') ?? '', fieldText(one, 'value') ?? '']),
  );
};
const annotation = (of: typeof shop, service: string, name: string) =>
  fieldText(named(of, 'Deployment', `shop-${service}`).spec, 'template', 'metadata', 'annotations', name);

test("mounts a store's certificate and key into its own pod only", () => {
  for (const store of ['postgres', 'mysql', 'redis', 'kafka']) {
    const { type, data } = named(shop, 'Secret', `shop-${store}-tls`);
    assert.equal(type, 'kubernetes.io/tls');
    assert.equal(Buffer.from(fieldText(data, 'tls.key') ?? '', 'base64').toString(), `key of ${store}`);
    const mounting = shop.objects.filter(
      (object) => object.kind !== 'Secret' && texts(object).includes(`"shop-${store}-tls"`),
    );
    assert.deepEqual(
      mounting.map(({ kind, metadata }) => `${kind} ${metadata.name}`),
      [`StatefulSet shop-${store}`],
    );
  }
});

test("has the authority's key in no object", () => {
  assert.ok(!shop.objects.some((object) => texts(object).includes('"shop-ca"')));
});

test('makes services verify their stores, by environment or Dapr component', () => {
  const order = environment(shop, 'order');
  assert.equal(order.get('DATABASE_TLS'), 'true');
  assert.equal(order.get('DATABASE_CA_FILE'), '/run/mambogo/authorities/postgres.crt');
  const gateway = environment(shop, 'gateway');
  assert.equal(gateway.get('REDIS_URL'), 'rediss://gateway@shop-redis.demo.svc:6380');
  assert.equal(gateway.get('REDIS_CA_FILE'), '/run/mambogo/authorities/redis.crt');
  for (const name of ['shop-events', 'shop-dead-letters']) {
    const items = fieldList(named(shop, 'Component', name).spec, 'metadata');
    const value = (key: string) =>
      fieldText(
        items.find((item) => fieldText(item, 'name') === key),
        'value',
      );
    assert.equal(value('disableTls'), 'false');
    assert.equal(value('caCert'), 'authority of kafka');
  }
  const carts = fieldList(named(shop, 'Component', 'shop-carts').spec, 'metadata');
  assert.ok(carts.some((item) => fieldText(item, 'name') === 'enableTLS' && fieldText(item, 'value') === 'true'));
  assert.match(annotation(shop, 'cart', 'dapr.io/env') ?? '', /SSL_CERT_FILE=\/run\/mambogo\/authorities\/redis\.crt/);
  assert.equal(annotation(shop, 'cart', 'dapr.io/volume-mounts'), 'authorities:/run/mambogo/authorities');
  assert.equal(annotation(shop, 'order', 'dapr.io/volume-mounts'), undefined);
});

test('restarts a store for a new certificate, and its clients for a new authority', () => {
  const digest = (of: typeof shop, kind: string, name: string) =>
    fieldText(named(of, kind, name).spec, 'template', 'metadata', 'annotations', 'mambogo.com/config');
  const issued = new Map(sampleCertificates.issued).set('postgres', { certificate: 'renewed', key: 'k' });
  const renewed = sampleShop({ certificates: { ...sampleCertificates, issued } });
  assert.notEqual(digest(renewed, 'StatefulSet', 'shop-postgres'), digest(shop, 'StatefulSet', 'shop-postgres'));
  assert.equal(digest(renewed, 'Deployment', 'shop-order'), digest(shop, 'Deployment', 'shop-order'));
  assert.equal(digest(renewed, 'StatefulSet', 'shop-redis'), digest(shop, 'StatefulSet', 'shop-redis'));
  const authorities = new Map(sampleCertificates.authorities).set('postgres', 'another');
  const other = sampleShop({ certificates: { ...sampleCertificates, authorities } });
  for (const [kind, name] of [
    ['StatefulSet', 'shop-postgres'],
    ['Deployment', 'shop-order'],
  ] as const)
    assert.notEqual(digest(other, kind, name), digest(shop, kind, name), name);
  assert.equal(digest(other, 'Deployment', 'shop-product'), digest(shop, 'Deployment', 'shop-product'));
});

test('accepts plaintext connections in stores of an earlier release until every service uses TLS', () => {
  const settings = (of: typeof shop) => ({
    postgres: texts(named(of, 'ConfigMap', 'shop-postgres')).includes('hostssl all'),
    mysql: texts(named(of, 'ConfigMap', 'shop-mysql')).includes('require-secure-transport=ON'),
    redis: Buffer.from(fieldText(named(of, 'Secret', 'shop-redis-server').data, 'redis.conf') ?? '', 'base64')
      .toString()
      .includes('\nport 0\n'),
  });
  const since = (tls: boolean | undefined) =>
    sampleShop({ provisioned: new Map(['postgres', 'mysql', 'redis', 'kafka'].map((name) => [name, { tls }])) });
  const tlsOnly = { postgres: true, mysql: true, redis: true };
  assert.deepEqual(settings(shop), tlsOnly);
  assert.deepEqual(settings(since(true)), tlsOnly);
  assert.deepEqual(settings(since(undefined)), { postgres: false, mysql: false, redis: false });
});

test('requests certificates from cert-manager with an issuer, and issues none', () => {
  const spec = { tls: { issuerRef: { name: 'internal', kind: 'ClusterIssuer' } } };
  const certificates = { ...sampleCertificates, issuer: spec.tls.issuerRef } as const;
  const asked = sampleShop({
    spec,
    certificates: { ...certificates, issuer: { name: 'internal', kind: 'ClusterIssuer' } },
  });
  const { spec: request } = named(asked, 'Certificate', 'shop-kafka-tls');
  assert.equal(fieldText(request, 'secretName'), 'shop-kafka-tls');
  assert.ok(fieldList(request, 'dnsNames').includes('*.shop-kafka.demo.svc'));
  assert.equal(fieldText(request, 'issuerRef', 'name'), 'internal');
  assert.ok(!asked.objects.some(({ kind, metadata }) => kind === 'Secret' && metadata.name.endsWith('-tls')));
});

test('encrypts connections to an external store as its Secret defines', () => {
  const external = new Map([
    [
      'theirs',
      { host: 'db.example', port: 5432, username: 'a', password: 'p', tls: true, authorities: 'theirs', version: '1' },
    ],
    ['public', { host: 'sql.example', port: 3306, username: 'a', password: 'p', tls: true, version: '1' }],
    ['plain', { host: 'redis.example', port: 6379, username: 'a', password: 'p', tls: false, version: '1' }],
  ]);
  const data = {
    postgres: { external: { secretName: 'theirs' } },
    mysql: { external: { secretName: 'public' } },
    redis: { external: { secretName: 'plain' } },
  };
  const of = sampleShop({ spec: { data }, external });
  assert.equal(environment(of, 'order').get('DATABASE_CA_FILE'), '/run/mambogo/authorities/postgres.crt');
  assert.deepEqual(
    ['DATABASE_TLS', 'DATABASE_CA_FILE'].map((name) => environment(of, 'product').get(name)),
    ['true', undefined],
  );
  assert.equal(environment(of, 'gateway').get('REDIS_URL'), 'redis://a@redis.example:6379');
  assert.equal(fieldText(named(of, 'ConfigMap', 'shop-authorities').data, 'postgres.crt'), 'theirs');
});
