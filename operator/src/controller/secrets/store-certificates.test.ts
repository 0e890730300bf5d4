import assert from 'node:assert/strict';
import { randomUUID, X509Certificate } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sqlServices } from '@mambogo/blueprint/services.ts';
import { controlStorePod } from '../../../testing/control-store-pod.ts';
import { listManagedObjects } from '../../../testing/list-managed-objects.ts';
import { type RunningOperator, startOperator } from '../../../testing/start-operator.ts';
import { storefrontYaml } from '../../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../../testing/test-cluster.ts';
import { getStorefront, waitForCondition, waitUntilReady } from '../../../testing/wait-for-condition.ts';
import { waitUntil } from '../../../testing/wait-until.ts';
import { CertificateSet } from '../../certificates/renew.ts';
import { fieldNumber, fieldText } from '../../kube/kube-object.ts';
import { emptyVolumeId, holdsDataFile } from '../../resources/empty-volume.ts';
import { statusOf, statusPatch } from '../status/shop-status.ts';

const namespace = 'certificates';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster);
  await cluster.namespace(namespace);
  await apply(storefrontYaml());
  await waitUntilReady(cluster, namespace);
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
const readCertificateSet = async () => CertificateSet.parse(JSON.parse(await inSecret('shop-ca', 'certificates.json')));
const settingsOf = async (store: string) => {
  const map = await cluster.client.get({ apiVersion: 'v1', kind: 'ConfigMap', namespace, name: `shop-${store}` });
  return JSON.stringify(map?.data);
};

test("signs a store's certificate with the authority its clients get", async () => {
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
  const { data } = statusOf(await getStorefront(cluster, namespace));
  assert.ok(data?.every(({ tls }) => tls));
  assert.match(await settingsOf('postgres'), /hostssl all/);
});

test('renews an expiring certificate with the same authority', async () => {
  const before = await readCertificateSet();
  const names = new X509Certificate(before.servers.redis?.certificate ?? '').subjectAltName ?? '';
  const { issueServerCertificate: issueServer } = await import('../../certificates/issue.ts');
  const authority = before.authorities[0] ?? assert.fail('no authority');
  const hosts = names.split(', ').map((name) => name.replace('DNS:', ''));
  const redis = await issueServer(authority, hosts, 30, new Date());
  const text = JSON.stringify({ ...before, servers: { ...before.servers, redis } });
  await cluster.client.mergePatch(
    { apiVersion: 'v1', kind: 'Secret', namespace, name: 'shop-ca' },
    { data: { 'certificates.json': Buffer.from(text).toString('base64') } },
  );
  const renewed = await waitUntil(async () => {
    const now = (await readCertificateSet()).servers.redis?.certificate;
    return now !== redis.certificate && now;
  });
  const issued = new X509Certificate(renewed);
  assert.ok(issued.validToDate.getTime() > Date.now() + 300 * 86_400_000);
  assert.ok(issued.verify(new X509Certificate(authority.certificate).publicKey));
  assert.equal((await readCertificateSet()).servers.mysql?.certificate, before.servers.mysql?.certificate);
  await waitUntil(async () => (await inSecret('shop-redis-tls', 'tls.crt')) === renewed);
  await waitUntilReady(cluster, namespace);
});

test('migrates a shop without TLS: stores accept both until every service uses TLS', async () => {
  await operator.stop();
  const storefront = await getStorefront(cluster, namespace);
  const status = statusOf(storefront);
  const data = status.data?.map(({ tls: _, ...component }) => component);
  await cluster.client.mergePatch(
    { apiVersion: 'mambogo.com/v1alpha1', kind: 'Storefront', namespace, name: 'shop' },
    statusPatch({ ...status, data }),
    'status',
  );
  // Without a kubelet no service becomes ready, so the first half can be inspected.
  await cluster.stopComponent('kwok');
  await cluster.kubectl(['delete', 'pod', '-n', namespace, '-l', 'mambogo.com/part=order', '--wait=false']);
  operator = await startOperator(cluster);
  await waitUntil(async () => /host all all/.test(await settingsOf('postgres')));
  await waitUntil(async () => /require-secure-transport=OFF/.test(await settingsOf('mysql')));
  const both = await waitUntil(async () => {
    const text = await inSecret('shop-redis-server', 'redis.conf');
    return /^port 6379$/m.test(text) && text;
  });
  assert.match(both, /^tls-port 6380$/m);
  await cluster.startComponent('kwok');
  await waitUntil(async () => /hostssl all/.test(await settingsOf('postgres')), 120_000);
  await waitUntilReady(cluster, namespace);
  assert.match(await inSecret('shop-redis-server', 'redis.conf'), /^port 0$/m);
  assert.ok(statusOf(await getStorefront(cluster, namespace)).data?.every(({ tls }) => tls));
});

test('reissues deleted certificates with a new authority', async () => {
  const before = await readCertificateSet();
  await cluster.kubectl(['delete', 'secret', '-n', namespace, 'shop-ca']);
  const now = await waitUntil(() => readCertificateSet().catch(() => undefined));
  assert.notEqual(now.authorities[0]?.certificate, before.authorities[0]?.certificate);
  await waitUntil(async () => (await inSecret('shop-kafka-tls', 'tls.crt')) === now.servers.kafka?.certificate);
  await waitUntilReady(cluster, namespace);
});

test('reports a missing cert-manager with what to do', async () => {
  await apply(storefrontYaml({ more: '  tls: { issuerRef: { name: internal, kind: ClusterIssuer } }' }));
  const { message } = await waitForCondition(cluster, namespace, 'SecretsReady', ({ status }) => status === 'False');
  assert.match(message, /the cluster has no kind Certificate: install cert-manager, or leave spec\.tls out/);
  await apply(storefrontYaml());
  await waitUntilReady(cluster, namespace);
});

test('reports an emptied volume as data loss: the store does not start on it until reported, and set-up waits for a person', async () => {
  const { data } = await waitUntilReady(cluster, namespace);
  const recorded = data?.find(({ name }) => name === 'postgres')?.claims;
  const jobNames = async () =>
    (await listManagedObjects(cluster, namespace))
      .filter(({ kind }) => kind === 'Job')
      .map(({ metadata }) => metadata.name);
  const jobsBefore = await jobNames();
  const get = (apiVersion: string, kind: string, name: string) =>
    cluster.client.get({ apiVersion, kind, namespace, name });
  const holds = async () => fieldText((await get('v1', 'ConfigMap', 'shop-postgres'))?.data, holdsDataFile);
  const pods = async (name: string) =>
    fieldNumber((await get('apps/v1', 'Deployment', `shop-${name}`))?.spec, 'replicas');
  assert.equal(await holds(), 'yes', 'the store knows that its volume must not be empty');

  const words = `this volume held data and is empty now, under the id ${randomUUID()}\n`;
  assert.ok(emptyVolumeId(words), 'this is the message of the start script');
  const postgres = await controlStorePod(cluster, namespace, 'shop-postgres-0');
  await postgres.terminate(words);
  const found = await waitForCondition(cluster, namespace, 'DataLost', ({ message }) =>
    message.includes('was emptied'),
  );
  assert.deepEqual([found.status, found.reason], ['True', 'PostgresLost']);
  for (const { name } of sqlServices.filter(({ store }) => store === 'postgres'))
    await waitUntil(async () => (await pods(name)) === 0);
  assert.equal(await pods('product'), 1);
  await waitUntil(async () => (await holds()) === undefined);

  await postgres.restart();
  const lost = await waitForCondition(cluster, namespace, 'DataLost', ({ message }) => message.includes('annotate'));
  assert.match(lost.message, /data-shop-postgres-0 \(uid .*\), and that volume was emptied\. .*=postgres=\S+\/\S+$/);
  assert.deepEqual(await jobNames(), jobsBefore, 'nothing is set up');

  await cluster.kubectl(lost.message.split('kubectl ')[1]?.split(' ') ?? assert.fail(lost.message));
  const healed = await waitUntilReady(cluster, namespace);
  assert.ok(!healed.conditions.some(({ type }) => type === 'DataLost'));
  const now = healed.data?.find(({ name }) => name === 'postgres');
  assert.deepEqual([now?.claims, now?.emptied], [recorded, undefined]);
  assert.ok((await jobNames()).some((name) => name.startsWith('shop-postgres-') && !jobsBefore.includes(name)));
  await waitUntil(async () => (await holds()) === 'yes');
});
