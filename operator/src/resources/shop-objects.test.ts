import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field, fieldList, fieldText, type KubeObject, keyOf, referenceTo } from '../kube/kube-object.ts';

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

test('every object has one name, its owner, its labels and its namespace', () => {
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

test('the longest name a Storefront may have leaves room for every other', () => {
  for (const { kind, metadata } of longest.objects) {
    const most =
      kind === 'StatefulSet' ? 63 - '-0123456789'.length : kind === 'Deployment' ? 63 - '-0123456789-01234'.length : 63;
    assert.ok(metadata.name.length <= most, `${kind} ${metadata.name} has ${metadata.name.length}`);
    for (const value of Object.values(metadata.labels ?? {})) assert.ok(value.length <= 63);
  }
});

test('every pod is restricted: no root, no rights, no token, no writable root, limits of memory', () => {
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

test('only services behind a sidecar are injected; Jobs and stores never', () => {
  for (const { what, template } of podsOf(shop.objects)) {
    const injected = fieldText(template, 'metadata', 'annotations', 'dapr.io/enabled') === 'true';
    assert.equal(injected, what.startsWith('Deployment'), what);
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

test('the first administrator is told to the Job that makes them, and to nobody else', () => {
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

test('no secret is in anything but Secrets', () => {
  const secrets = shop.objects.filter(({ kind }) => kind === 'Secret');
  const values = secrets
    // Certificates are no secrets: whoever connects is shown them.
    .flatMap(({ data }) => Object.entries(data as Record<string, string>).filter(([name]) => !name.endsWith('.crt')))
    .map(([, text]) => Buffer.from(text, 'base64').toString());
  const others = JSON.stringify(shop.objects.filter(({ kind }) => kind !== 'Secret'));
  assert.ok(values.length > 30);
  for (const value of values) assert.ok(!others.includes(value), 'a secret is elsewhere');
});

test("each service finds its own credentials only, and nobody else's", () => {
  for (const { what, spec } of podsOf(shop.objects).filter(({ what: name }) => name.startsWith('Deployment'))) {
    const service = what.replace('Deployment ', '');
    const volume = fieldList(spec, 'volumes').find((one) => fieldText(one, 'name') === 'credentials');
    const names = fieldList(volume, 'projected', 'sources').map((source) => fieldText(source, 'secret', 'name'));
    assert.deepEqual(names, [`${service}-credentials`, `${service}-dapr-token`, `${service}-app-token`]);
  }
});

test('whatever a pod uses changes the pod: settings, secrets, components, who may call it', () => {
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

test('a Job is named by its inputs: the same are the same Job, others another', () => {
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

test('two shops in one namespace share no name', () => {
  const [one, other] = [sampleShop({ name: 'one' }), sampleShop({ name: 'other' })].map(
    ({ objects }) => new Set(objects.map((object) => keyOf(referenceTo(object)))),
  );
  assert.equal(one?.intersection(other ?? new Set()).size, 0);
});

test('an external store is used, and none is made', () => {
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
    ['p-identity', 'p-order', 'p-payment', 'p-inventory'],
  );
});
