import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { startMetricsPods } from '../../testing/metrics-pods.ts';
import { routeDefinition } from '../../testing/route-definition.ts';
import { type RunningOperator, startOperator } from '../../testing/start-operator.ts';
import { storefrontYaml } from '../../testing/storefront-yaml.ts';
import { startTestCluster, type TestCluster } from '../../testing/test-cluster.ts';
import { waitForCondition, waitUntilReady } from '../../testing/wait-for-condition.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { issueAuthority, issueServerCertificate } from '../certificates/issue.ts';
import { fieldText } from '../kube/kube-object.ts';

const namespace = 'works';
/** In a domain that never resolves: no outside host is probed. */
const host = 'shop.invalid';
let cluster: TestCluster;
let operator: RunningOperator;
before(async () => {
  cluster = await startTestCluster();
  operator = await startOperator(cluster, { checkPublicUrl: true, checkInvariants: true });
  await cluster.namespace(namespace);
});
after(async () => {
  await operator?.stop();
  await cluster?.stop();
});

const kubectl = (...args: string[]) => cluster.kubectl(['-n', namespace, ...args]);
const applyObject = (object: object) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], JSON.stringify(object));
const apply = (text: string) => cluster.kubectl(['apply', '-n', namespace, '-f', '-'], text);
type WaitArguments = Parameters<typeof waitForCondition>;
const condition = (type: WaitArguments[2], holds: WaitArguments[3], name = 'shop') =>
  waitForCondition(cluster, namespace, type, holds, name);
const waitForReason = (type: WaitArguments[2], reason: string, name = 'shop') =>
  condition(type, (one) => one.reason === reason, name);
const withIngress = (ingress: string, name = 'shop') =>
  storefrontYaml({ name, host }).replace('ingress: { className: traefik }', ingress);
const desiredReplicas = withIngress('ingress: { className: absent, tlsSecretName: shop-tls }');

/** A quota takes effect once its controller has written its status. */
async function quota(pods: string): Promise<void> {
  await applyObject({ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'tight' }, spec: { hard: { pods } } });
  await waitUntil(async () => (await kubectl('get', 'quota', 'tight', '-o', 'jsonpath={.status.hard.pods}')) === pods);
}

/** Kubernetes retries a rejected pod ever more seldom, so that each further rejection takes long. */
const everyRejection = process.env.EVERY_REJECTION !== undefined;

test('names the quota that rejects pods, and continues once it is raised', async () => {
  await quota('0');
  await apply(desiredReplicas);
  // For each component once its controller has recorded the rejection.
  const tight = /redis: its pods are rejected \(exceeded quota: tight, requested: pods=1, .*raise that/;
  await condition('StoresReady', (one) => one.reason === 'QuotaExceeded' && tight.test(one.message));
  if (everyRejection) await rejectJobs();
  await kubectl('delete', 'quota', 'tight');
  await condition('ServicesReady', ({ status }) => status === 'True');
});

/** By the quota, which has room for the stores only, then by a LimitRange. */
async function rejectJobs(): Promise<void> {
  await quota('4');
  const ofJobs = /shop-postgres-\w+: its pods are rejected \(exceeded quota: tight/;
  await condition('DataReady', (one) => one.reason === 'QuotaExceeded' && ofJobs.test(one.message));
  const spec = { limits: [{ type: 'Container', max: { memory: '16Mi' } }] };
  await applyObject({ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'small' }, spec });
  await quota('100');
  const limited = await waitForReason('DataReady', 'LimitRangeViolated');
  assert.match(limited.message, /maximum memory usage per Container is 16Mi.*change that LimitRange/);
  await kubectl('delete', 'limitrange', 'small');
}

test('reports a missing IngressClass, TLS Secret, or certificate for the host', async () => {
  const classless = await waitForReason('IngressReady', 'IngressClassMissing');
  assert.match(classless.message, /^spec\.ingress\.className: there is no IngressClass absent/);
  const spec = { controller: 'example.com/ingress' };
  await applyObject({ apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'absent' }, spec });
  const secretless = await waitForReason('IngressReady', 'TLSSecretMissing');
  assert.match(secretless.message, /there is no Secret shop-tls in works; kubectl -n works create secret tls shop-tls/);
  const authority = await issueAuthority('test', 30, new Date());
  const secret = async (...names: string[]) => {
    const { certificate, key } = await issueServerCertificate(authority, names, 10, new Date());
    const stringData = { 'tls.crt': certificate, 'tls.key': key };
    const metadata = { name: 'shop-tls' };
    await applyObject({ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, stringData });
  };
  await secret('elsewhere.invalid');
  const other = await waitForReason('IngressReady', 'TLSSecretInvalid');
  assert.match(other.message, /Secret shop-tls has a certificate that does not cover shop\.invalid/);
  await secret('shop.invalid');
  await waitUntilReady(cluster, namespace);
  // An exposed shop stays exposed while the certificate is fixed.
  await cluster.kubectl(['delete', 'ingressclass', 'absent']);
  await kubectl('annotate', 'sf', 'shop', 'look=again');
  await waitForReason('Ready', 'IngressClassMissing');
  await condition('Available', ({ status }) => status === 'True');
  await apply(storefrontYaml({ host }));
  await waitUntilReady(cluster, namespace);
});

test('leaves a host to the Storefront that already uses it', async () => {
  await apply(storefrontYaml({ name: 'late', host }));
  const { message } = await waitForReason('IngressReady', 'HostTaken', 'late');
  assert.match(message, /^spec\.hosts: shop\.invalid is already used by Storefront shop in works/);
  assert.equal(await kubectl('get', 'ingress', 'late-gateway', '--ignore-not-found'), '', 'no Ingress for it');
  await apply(storefrontYaml({ host: 'moved.invalid' }));
  await waitUntilReady(cluster, namespace, 'late');
  // The older Storefront does not take the host back from one that is served there.
  await apply(storefrontYaml({ host }));
  assert.match((await waitForReason('IngressReady', 'HostTaken')).message, /used by Storefront late in works/);
  await kubectl('delete', 'sf', 'late', '--wait=false');
  await waitUntilReady(cluster, namespace);
});

test('is not Ready while something else responds at the public URL', async (context) => {
  assert.equal((await waitForReason('Reachable', 'NoAddress')).status, 'Unknown', 'which blocks nothing');
  const authority = await issueAuthority('t', 9, new Date());
  const { certificate, key } = await issueServerCertificate(authority, [host], 9, new Date());
  let headers = {};
  const edge = createServer({ cert: certificate, key }, (_, response) => response.writeHead(404, headers).end());
  await once(edge.listen(0, '127.0.0.1'), 'listening');
  context.after(() => edge.close());
  const { port } = edge.address() as AddressInfo;
  const ingress = { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', namespace, name: 'shop-gateway' };
  const loadBalancer = { ingress: [{ ip: '127.0.0.1', ports: [{ port, protocol: 'TCP' }] }] };
  await cluster.client.mergePatch(ingress, { status: { loadBalancer } }, 'status');
  assert.match(
    (await waitForReason('Reachable', 'AnsweredByAnother')).message,
    /^https:\/\/shop\.invalid at .* returned 404/,
  );
  assert.equal((await waitForReason('Ready', 'AnsweredByAnother')).status, 'False');
  headers = { 'reporting-endpoints': 'csp="/csp-report"' };
  await waitForReason('Reachable', 'GatewayAnswers');
  await waitUntilReady(cluster, namespace);
});

test('reports violated invariants by service and rule, and stays Ready', async (t) => {
  const silent = await waitForReason('InvariantsHold', 'NoAnswer');
  assert.equal(silent.status, 'Unknown', 'pods of a simulated node do not respond');
  assert.match(silent.message, /^product, cart, order, payment, inventory, notification did not respond/);
  await waitUntilReady(cluster, namespace);
  const watching = await startMetricsPods(t, cluster, namespace);
  // A restarted operator checks immediately: this one would after a minute.
  await operator.stop();
  operator = await startOperator(cluster, { checkPublicUrl: true, checkInvariants: true });
  assert.equal((await waitForReason('InvariantsHold', 'AllHold')).status, 'True');
  const payment = watching.get('payment');
  assert.ok(payment);
  payment.broken = { 'one capture of an order is kept at most': 2 };
  await operator.stop();
  operator = await startOperator(cluster, { checkPublicUrl: true, checkInvariants: true });
  const broken = await waitForReason('InvariantsHold', 'InvariantViolated');
  assert.deepEqual(
    [broken.status, broken.message.split('. ')[0]],
    ['False', 'violated: payment: one capture of an order is kept at most (2)'],
  );
  // Metrics come from the cache, which follows the writes.
  await waitUntil(async () => {
    assert.match(
      await operator.meter.render(),
      /_condition\{namespace="works",name="shop",type="InvariantsHold",status="False"\} 1/,
    );
    return true;
  });
  const { phase } = await waitUntilReady(cluster, namespace);
  assert.equal(phase, 'Ready');
  await condition('Available', ({ status }) => status === 'True');
});

test('reports a route that no Gateway accepts, then its rejection, then becomes Ready', async () => {
  await apply(withIngress('gateway: { parentRef: { name: edge } }'));
  await waitForReason('IngressReady', 'GatewayAPIMissing');
  await applyObject(routeDefinition);
  assert.match(
    (await waitForReason('IngressReady', 'RouteNotAccepted')).message,
    /no controller has accepted HTTPRoute shop-gateway/,
  );
  const reference = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace, name: 'shop-gateway' };
  const answer = async (status: 'True' | 'False') => {
    const observedGeneration = (await cluster.client.get(reference))?.metadata.generation;
    const conditions = ['Accepted', 'ResolvedRefs'].map((type) => ({
      ...{ type, status, observedGeneration },
      ...{ reason: 'NotAllowedByListeners', message: 'no listener lets works in' },
    }));
    const parents = [{ parentRef: { name: 'edge' }, controllerName: 'example.com/gateway', conditions }];
    await cluster.client.mergePatch(reference, { status: { parents } }, 'status');
  };
  await answer('False');
  const rejected = await condition('IngressReady', (one) => one.message.includes('no listener'));
  assert.match(rejected.message, /^spec\.gateway: Gateway edge reports Accepted False, NotAllowedByListeners/);
  await answer('True');
  await waitUntilReady(cluster, namespace);
  const hosts = fieldText((await cluster.client.get(reference))?.spec, 'hostnames', 0);
  assert.equal(hosts, 'shop.invalid');
});
