import assert from 'node:assert/strict';
import { randomUUID, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { CertificateBook } from '../certificates/renew.ts';
import { fieldNumber, fieldText } from '../kube/kube-object.ts';
import { emptyVolumeId, holdsData } from '../resources/empty-volume.ts';
import { liveObjects } from '../testing/live-objects.ts';
import { type RunningOperator, startOperator } from '../testing/running-operator.ts';
import { condition, readyShop, storefrontIn } from '../testing/shop-conditions.ts';
import { storePod } from '../testing/store-pod.ts';
import { storefrontText } from '../testing/storefront-text.ts';
import { startTestCluster, type TestCluster } from '../testing/test-cluster.ts';
import { until } from '../testing/until.ts';
import { statusOf, statusPatch } from './shop-status.ts';

const namespace = 'certificates';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await apply(storefrontText());
  await readyShop(cluster, namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const apply = (text: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);
const inSecret = async (name: string, key: string): Promise<string> => {
  const secret = await cluster.client.get({ apiVersion: 'v1', kind: 'Secret', namespace, name });
  return Buffer.from(fieldText(secret?.data, key) ?? '', 'base64').toString();
};
const book = async () => CertificateBook.parse(JSON.parse(await inSecret('shop-ca', 'certificates.json')));
const settingsOf = async (store: string) => {
  const map = await cluster.client.get({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `shop-${store}` });
  return JSON.stringify(map?.data);
};

test('the certificate a store is given is signed by the authority its users are given', async () => {
  const authorities = await cluster.client.get({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    namespace,
    name: 'shop-authorities',
  });
  for (const store of ['postgres', 'mysql', 'redis', 'kafka']) {
    const certificate = new X509Certificate(await inSecret(`shop-${store}-tls`, 'tls.crt'));
    const authority = new X509Certificate(fieldText(authorities?.data, `${store}.crt`) ?? '');
    assert.ok(certificate.verify(authority.publicKey), store);
    assert.ok(certificate.checkHost(`shop-${store}.${namespace}.svc`), store);
  }
  const { data } = statusOf(await storefrontIn(cluster, namespace));
  assert.ok(data?.every(({ tls }) => tls));
  assert.match(await settingsOf('postgres'), /hostssl all/);
});

test('a certificate that ends soon is replaced by another of the same authority', async () => {
  const before = await book();
  const names = new X509Certificate(before.servers.redis?.certificate ?? '').subjectAltName ?? '';
  const { issueServer } = await import('../certificates/issue.ts');
  const authority = before.authorities[0] ?? assert.fail('no authority');
  const hosts = names.split(', ').map((name) => name.replace('DNS:', ''));
  const redis = await issueServer(authority, hosts, 30, new Date());
  const text = JSON.stringify({ ...before, servers: { ...before.servers, redis } });
  await cluster.client.merge(
    { apiVersion: 'v1', kind: 'Secret', namespace, name: 'shop-ca' },
    { data: { 'certificates.json': Buffer.from(text).toString('base64') } },
  );
  const renewed = await until(async () => {
    const now = (await book()).servers.redis?.certificate;
    return now !== redis.certificate && now;
  });
  const issued = new X509Certificate(renewed);
  assert.ok(issued.validToDate.getTime() > Date.now() + 300 * 86_400_000);
  assert.ok(issued.verify(new X509Certificate(authority.certificate).publicKey));
  assert.equal((await book()).servers.mysql?.certificate, before.servers.mysql?.certificate);
  await until(async () => (await inSecret('shop-redis-tls', 'tls.crt')) === renewed);
  await readyShop(cluster, namespace);
});

test('a shop of a release without TLS is brought over: stores take both until every service came over', async () => {
  await operator.stop();
  const storefront = await storefrontIn(cluster, namespace);
  const status = statusOf(storefront);
  const data = status.data?.map(({ tls: _, ...part }) => part);
  await cluster.client.merge(
    { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'shop' },
    statusPatch({ ...status, data }),
    'status',
  );
  // Without a kubelet no service becomes ready, so the first half stands still to be looked at.
  await cluster.stopPart('kwok');
  await cluster.kubectl(['delete', 'pod', '-n', namespace, '-l', 'mambogo.com/part=order', '--wait=false']);
  operator = await startOperator(cluster);
  await until(async () => /host all all/.test(await settingsOf('postgres')));
  await until(async () => /require-secure-transport=OFF/.test(await settingsOf('mysql')));
  const both = await until(async () => {
    const text = await inSecret('shop-redis-server', 'redis.conf');
    return /^port 6379$/m.test(text) && text;
  });
  assert.match(both, /^tls-port 6380$/m);
  await cluster.startPart('kwok');
  await until(async () => /hostssl all/.test(await settingsOf('postgres')), 120_000);
  await readyShop(cluster, namespace);
  assert.match(await inSecret('shop-redis-server', 'redis.conf'), /^port 0$/m);
  assert.ok(statusOf(await storefrontIn(cluster, namespace)).data?.every(({ tls }) => tls));
});

test('certificates that were deleted are issued anew, by another authority', async () => {
  const before = await book();
  await cluster.kubectl(['delete', 'secret', '-n', namespace, 'shop-ca']);
  const now = await until(() => book().catch(() => undefined));
  assert.notEqual(now.authorities[0]?.certificate, before.authorities[0]?.certificate);
  await until(async () => (await inSecret('shop-kafka-tls', 'tls.crt')) === now.servers.kafka?.certificate);
  await readyShop(cluster, namespace);
});

test('an issuer of cert-manager where there is none: the condition says what to do', async () => {
  await apply(storefrontText({ more: '  tls: { issuerRef: { name: internal, kind: ClusterIssuer } }' }));
  const { message } = await condition(cluster, namespace, 'SecretsReady', ({ status }) => status === 'False');
  assert.match(message, /the cluster knows no Certificate: install cert-manager, or leave spec\.tls out/);
  await apply(storefrontText());
  await readyShop(cluster, namespace);
});

test('a volume that is emptied behind its claim is lost data: nothing begins on it until that is said, nor is set up until a person names it', async () => {
  const { data } = await readyShop(cluster, namespace);
  const recorded = data?.find(({ name }) => name === 'postgres')?.claims;
  const jobNames = async () =>
    (await liveObjects(cluster, namespace)).filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name);
  const jobsBefore = await jobNames();
  const get = (apiVersion: string, kind: string, name: string) =>
    cluster.client.get({ apiVersion, kind, namespace, name });
  const holds = async () => fieldText((await get('v1', 'ConfigMap', 'shop-postgres'))?.data, holdsData);
  const pods = async (name: string) =>
    fieldNumber((await get('apps/v1', 'Deployment', `shop-${name}`))?.spec, 'replicas');
  assert.equal(await holds(), 'yes', 'the store knows that an empty volume is none of its own');

  const words = `this volume held data and is empty now, under the id ${randomUUID()}\n`;
  assert.ok(emptyVolumeId(words), 'these are the words of the start script');
  const postgres = await storePod(cluster, namespace, 'shop-postgres-0');
  await postgres.end(words);
  const found = await condition(cluster, namespace, 'DataLost', ({ message }) => message.includes('was emptied'));
  assert.deepEqual([found.status, found.reason], ['True', 'PostgresLost']);
  for (const name of ['identity', 'order', 'payment', 'inventory']) await until(async () => (await pods(name)) === 0);
  assert.equal(await pods('product'), 1);
  await until(async () => (await holds()) === undefined);

  await postgres.begin();
  const lost = await condition(cluster, namespace, 'DataLost', ({ message }) => message.includes('annotate'));
  assert.match(lost.message, /data-shop-postgres-0 \(uid .*\), and that volume was emptied\. .*=postgres=\S+\/\S+$/);
  assert.deepEqual(await jobNames(), jobsBefore, 'nothing is set up');

  await cluster.kubectl(lost.message.split('kubectl ')[1]?.split(' ') ?? assert.fail(lost.message));
  const healed = await readyShop(cluster, namespace);
  assert.ok(!healed.conditions.some(({ type }) => type === 'DataLost'));
  const now = healed.data?.find(({ name }) => name === 'postgres');
  assert.deepEqual([now?.claims, now?.emptied], [recorded, undefined]);
  assert.ok((await jobNames()).some((name) => name.startsWith('shop-postgres-') && !jobsBefore.includes(name)));
  await until(async () => (await holds()) === 'yes');
});
