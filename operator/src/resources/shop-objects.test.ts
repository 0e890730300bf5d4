import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field, fieldList, fieldNumber, fieldText, type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';

const longest = sampleShop({
  name: 'a'.repeat(32),
  spec: {
    replicas: 2,
    data: { kafka: { embedded: { brokers: 3 } } },
    services: { inventory: { store: { embedded: {} } }, order: { autoscaling: { min: 2, max: 3 } } },
  },
});
const shop = sampleShop();

const podsOf = (objects: readonly KubeObject[]) =>
  objects.flatMap(({ kind, metadata, spec }) => {
    const template = field(spec, 'template');
    return template ? [{ what: `${kind} ${metadata.name}`, template, spec: field(template, 'spec') }] : [];
  });

test('gives every object a unique name, owner, labels and namespace', () => {
  for (const { objects } of [shop, longest]) {
    assert.equal(new Set(objects.map((object) => keyOf(referenceTo(object)))).size, objects.length);
    for (const { metadata } of objects) {
      assert.equal(metadata.namespace, 'demo');
      assert.equal(metadata.ownerReferences?.length, 1);
      assert.equal(metadata.labels?.['app.kubernetes.io/managed-by'], 'mambogo-operator');
      assert.ok(metadata.labels?.['mambogo.com/storefront']);
    }
  }
});

test('leaves room in the longest Storefront name for every object name', () => {
  for (const { kind, metadata } of longest.objects) {
    const most =
      kind === 'StatefulSet' ? 63 - '-0123456789'.length : kind === 'Deployment' ? 63 - '-0123456789-01234'.length : 63;
    assert.ok(metadata.name.length <= most, `${kind} ${metadata.name} has ${metadata.name.length}`);
    for (const value of Object.values(metadata.labels ?? {})) assert.ok(value.length <= 63);
  }
});

test('restricts every pod: no root, capabilities, token or writable root, and memory limits', () => {
  const pods = podsOf(longest.objects);
  assert.ok(pods.length > 15);
  for (const { what, spec } of pods) {
    assert.equal(field(spec, 'automountServiceAccountToken'), false, what);
    assert.equal(field(spec, 'securityContext', 'runAsNonRoot'), true, what);
    assert.equal(field(spec, 'securityContext', 'seccompProfile', 'type'), 'RuntimeDefault', what);
    for (const container of fieldList(spec, 'containers')) {
      assert.deepEqual(
        field(container, 'securityContext'),
        { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
        what,
      );
      for (const amount of ['cpu', 'memory'])
        assert.ok(fieldText(container, 'resources', 'requests', amount), `${what} ${amount}`);
      assert.ok(fieldText(container, 'resources', 'limits', 'memory'), what);
    }
  }
});

const registry = 'Deployment shop-apicurio';

test('injects sidecars into services only, never into Jobs, stores and the schema registry', () => {
  for (const { what, template } of podsOf(shop.objects)) {
    const injected = fieldText(template, 'metadata', 'annotations', 'dapr.io/enabled') === 'true';
    const isService = what.startsWith('Deployment') && what !== registry;
    assert.equal(injected, isService || what === 'StatefulSet shop-config', what);
    if (!injected) continue;
    for (const name of [
      'enable-native-sidecar',
      'sidecar-cpu-request',
      'sidecar-memory-request',
      'app-health-check-path',
    ])
      assert.ok(fieldText(template, 'metadata', 'annotations', `dapr.io/${name}`), `${what} ${name}`);
  }
});

test("mounts the first administrator's Secret into the migration Job of identity only", () => {
  const chief = (version: string) =>
    podsOf(sampleShop({ adminSecret: { name: 'chief', version } }).objects).filter(({ spec }) =>
      JSON.stringify(field(spec, 'volumes')).includes('"chief"'),
    );
  const [job, ...others] = chief('1');
  assert.deepEqual(others, []);
  assert.match(job?.what ?? '', /^Job shop-identity-migrate-/);
  assert.match(JSON.stringify(job?.spec), /"key":"password","path":"admin-password"/);
  assert.notEqual(chief('2')[0]?.what, job?.what, 'another Secret is another Job');
});

test('has secrets in Secrets only', () => {
  const secrets = shop.objects.filter(({ kind }) => kind === 'Secret');
  const values = secrets
    // Certificates are public: clients receive them on connecting.
    .flatMap(({ data }) => Object.entries(data as Record<string, string>).filter(([name]) => !name.endsWith('.crt')))
    .map(([, text]) => Buffer.from(text, 'base64').toString());
  const others = JSON.stringify(shop.objects.filter(({ kind }) => kind !== 'Secret'));
  assert.ok(values.length > 30);
  for (const value of values) assert.ok(!others.includes(value), 'a secret outside of Secrets');
});

test('gives each service its own credentials only', () => {
  const isService = ({ what }: { what: string }) => what.startsWith('Deployment') && what !== registry;
  for (const { what, spec } of podsOf(shop.objects).filter(isService)) {
    const service = what.replace('Deployment ', '');
    const volume = fieldList(spec, 'volumes').find((one) => fieldText(one, 'name') === 'credentials');
    const names = fieldList(volume, 'projected', 'sources').map((source) => fieldText(source, 'secret', 'name'));
    assert.deepEqual(names, [`${service}-credentials`, `${service}-dapr-token`, `${service}-app-token`]);
  }
});

test('restarts a pod when anything it uses changes: settings, secrets, components, callers', () => {
  const digest = ({ objects }: typeof shop, name: string) =>
    fieldText(
      objects.find((one) => one.kind === 'Deployment' && one.metadata.name === name)?.spec,
      'template',
      'metadata',
      'annotations',
      'mambogo.com/config',
    );
  const rotated = sampleShop({ root: Buffer.alloc(32, 2) });
  const otherShop = sampleShop({
    spec: { data: { kafka: { external: { secretName: 'k' } } } },
    external: new Map([['k', { host: 'kafka.example', port: 9092, version: '1' }]]),
  });
  assert.equal(digest(sampleShop(), 'shop-order'), digest(shop, 'shop-order'));
  assert.notEqual(digest(rotated, 'shop-order'), digest(shop, 'shop-order'));
  assert.notEqual(digest(otherShop, 'shop-order'), digest(shop, 'shop-order'));
  assert.equal(
    digest(otherShop, 'shop-gateway'),
    digest(shop, 'shop-gateway'),
    'the gateway has nothing to do with Kafka',
  );
});

test('a service goes on serving for some seconds while it is replaced, within the time it is given', () => {
  const services = podsOf(shop.objects).filter(({ what }) => what.startsWith('Deployment') && what !== registry);
  for (const { what, spec } of services) {
    const seconds = fieldNumber(spec, 'containers', 0, 'lifecycle', 'preStop', 'sleep', 'seconds');
    assert.ok(seconds > 0 && seconds < fieldNumber(spec, 'terminationGracePeriodSeconds') / 2, what);
  }
});

test('names a Job by its inputs', () => {
  const jobs = ({ stages }: typeof shop) =>
    [...stages.setup, ...stages.migrations].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name);
  assert.deepEqual(jobs(sampleShop()), jobs(shop));
  const moved = jobs(sampleShop({ spec: { images: { registry: 'elsewhere.test' } } }));
  assert.equal(moved.length, jobs(shop).length);
  assert.equal(moved.filter((name) => name.includes('-migrate-') && jobs(shop).includes(name)).length, 0);
  assert.deepEqual(
    moved.filter((name) => !name.includes('-migrate-')),
    jobs(shop).filter((name) => !name.includes('-migrate-')),
  );
});

test('gives two shops in one namespace different names', () => {
  const [one, other] = [sampleShop({ name: 'one' }), sampleShop({ name: 'other' })].map(
    ({ objects }) => new Set(objects.map((object) => keyOf(referenceTo(object)))),
  );
  assert.equal(one?.intersection(other ?? new Set()).size, 0);
});

test('uses an external store and creates none', () => {
  const external = new Map([
    ['theirs', { host: 'db.example', port: 5433, username: 'admin', password: 'pw', version: '1' }],
  ]);
  const { objects } = sampleShop({
    spec: { data: { postgres: { external: { secretName: 'theirs', prefix: 'p' } } } },
    external,
  });
  assert.ok(!objects.some(({ kind, metadata }) => kind === 'StatefulSet' && metadata.name === 'shop-postgres'));
  const input = objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === 'shop-postgres-setup');
  const { host, port, admin, databases } = JSON.parse(
    Buffer.from(fieldText(input?.data, 'input.json') ?? '', 'base64').toString(),
  );
  assert.deepEqual([host, port, admin.username], ['db.example', 5433, 'admin']);
  assert.deepEqual(
    databases.map(({ database }: { database: string }) => database),
    ['p-identity', 'p-order', 'p-payment', 'p-inventory', 'p-pricing', 'p-notification', 'p-registry'],
  );
});
