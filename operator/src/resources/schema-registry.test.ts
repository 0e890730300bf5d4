import assert from 'node:assert/strict';
import { test } from 'node:test';
import { services } from '@mambogo/blueprint/services.ts';
import { type Sample, sampleShop } from '../../testing/sample-shop.ts';
import { fieldList, fieldText } from '../kube/kube-object.ts';

const named = (sample: Sample | undefined, kind: string, name: string) =>
  sampleShop(sample).objects.find((one) => one.kind === kind && one.metadata.name === name);

const containerOf = (sample: Sample | undefined, name: string): unknown =>
  fieldList(named(sample, 'Deployment', name)?.spec, 'template', 'spec', 'containers')[0];

function variable(sample: Sample | undefined, name: string, key: string): string | undefined {
  const found = fieldList(containerOf(sample, name), 'env').find((one) => fieldText(one, 'name') === key);
  return fieldText(found, 'value');
}

const databaseUrl = (sample?: Sample) => variable(sample, 'shop-apicurio', 'APICURIO_DATASOURCE_URL');
const registryUrls = (sample?: Sample) =>
  Object.fromEntries(
    services.flatMap(({ name }) => {
      const url = variable(sample, `shop-${name}`, 'SCHEMA_REGISTRY_URL');
      return url ? [[name, url]] : [];
    }),
  );
const ofEveryPublisher = (url: string) =>
  Object.fromEntries(services.filter(({ emits }) => emits).map(({ name }) => [name, url]));

const withRegistry = (schemaRegistry: object): Sample => ({ spec: { schemaRegistry } });
const url = 'https://registry.example.com:8443/apis/ccompat/v7';

test('runs in the profiles demo and prod unless the Storefront names another registry, or none', () => {
  const payments = { provider: 'stripe', stripe: { secretName: 'keys' } };
  const isRun = (sample?: Sample) => named(sample, 'Deployment', 'shop-apicurio') !== undefined;
  assert.ok(isRun());
  assert.ok(isRun({ spec: { profile: 'prod', payments }, providerSecret: { name: 'keys', version: '1' } }));
  assert.ok(!isRun({ spec: { profile: 'local' } }));
  assert.ok(isRun({ spec: { profile: 'local', schemaRegistry: { embedded: {} } } }));
  for (const choice of [{ none: {} }, { external: { url } }]) {
    const objects = JSON.stringify(sampleShop(withRegistry(choice)).objects);
    assert.ok(!objects.includes('apicurio:3.3.3') && !objects.includes('"apicurio"'), JSON.stringify(choice));
  }
});

test('tells the services that publish events where it is, and no others', () => {
  assert.deepEqual(registryUrls(), ofEveryPublisher('http://shop-apicurio.demo.svc:8080/apis/ccompat/v7'));
  assert.deepEqual(registryUrls(withRegistry({ external: { url } })), ofEveryPublisher(url));
  assert.deepEqual(registryUrls(withRegistry({ none: {} })), {});
});

test('has a database and a role of its own, whose password only its Secret and the set-up Job have', () => {
  const { objects } = sampleShop();
  const secret = (name: string, key: string) =>
    Buffer.from(
      fieldText(objects.find(({ kind, metadata }) => kind === 'Secret' && metadata.name === name)?.data, key) ?? '',
      'base64',
    ).toString();
  const password = secret('shop-apicurio', 'password');
  assert.ok(password.length > 20);
  const { databases } = JSON.parse(secret('shop-postgres-setup', 'input.json'));
  assert.deepEqual(databases.at(-1), { database: 'registry', role: 'registry', password });
  const holding = objects
    .filter(({ data }) =>
      Object.values(data ?? {}).some((value) => Buffer.from(String(value), 'base64').includes(password)),
    )
    .map(({ metadata }) => metadata.name);
  assert.deepEqual(holding.sort(), ['shop-apicurio', 'shop-postgres-setup']);
});

test('verifies the certificate of its PostgreSQL, embedded or external', () => {
  const authority = 'sslmode=verify-full&sslrootcert=/run/mambogo/authorities/postgres.crt';
  assert.equal(databaseUrl(), `jdbc:postgresql://shop-postgres.demo.svc:5432/registry?${authority}`);
  const access = { host: 'db.example', port: 5433, username: 'admin', password: 'pw', version: '1' };
  const external = (more: object): Sample => ({
    spec: { data: { postgres: { external: { secretName: 'x', prefix: 'p' } } } },
    external: new Map([['x', { ...access, ...more }]]),
  });
  const address = 'jdbc:postgresql://db.example:5433/p-registry';
  assert.equal(databaseUrl(external({ tls: true, authorities: 'CA' })), `${address}?${authority}`);
  assert.equal(
    databaseUrl(external({ tls: true })),
    `${address}?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory`,
  );
  assert.equal(databaseUrl(external({ tls: false })), `${address}?sslmode=disable`);
});

test('uses the memory that the Storefront gives it', () => {
  const amounts = (sample?: Sample) =>
    ['requests', 'limits'].map((bound) =>
      fieldText(containerOf(sample, 'shop-apicurio'), 'resources', bound, 'memory'),
    );
  assert.deepEqual(amounts(), ['256Mi', '512Mi']);
  const resources = { requests: { memory: '300Mi' } };
  assert.deepEqual(amounts(withRegistry({ embedded: { resources } })), ['300Mi', '600Mi']);
});

test('mounts the login of an external registry where schemas are registered, and runs without it', () => {
  const sample = withRegistry({ external: { url, secretName: 'registry-login' } });
  const sources = (service: string) => JSON.stringify(named(sample, 'Deployment', `shop-${service}`)?.spec);
  for (const { name, emits } of services.filter(({ store }) => store !== 'sqlite-file' && store !== 'git-repository'))
    assert.equal(sources(name).includes('"registry-login"'), emits !== undefined, name);
  assert.match(
    sources('order'),
    /"registry-login","optional":true,"items":\[\{"key":"username","path":"registry-username"\}/,
  );
  const policy = JSON.stringify(named(sample, 'NetworkPolicy', 'shop-order')?.spec);
  assert.ok(policy.includes('8443'));
});

test('starts again on a database that was set up again', () => {
  const on = (dataId?: string) =>
    JSON.stringify(named({ provisioned: new Map([['postgres', { dataId }]]) }, 'Deployment', 'shop-apicurio')?.spec);
  assert.notEqual(on('lost'), on());
});
