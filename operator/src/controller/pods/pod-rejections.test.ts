import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../kube/api-error.ts';
import type { Client } from '../../kube/client.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { componentLabels } from '../../labels.ts';
import { classifyRejection, findPodRejections } from './pod-rejections.ts';

const now = Date.parse('2026-01-01T12:00:00Z');
const quota =
  'create Pod shop-redis-0 in StatefulSet shop-redis failed error: pods "shop-redis-0" is forbidden: exceeded quota: tight, requested: pods=1, used: pods=3, limited: pods=3';
const workload = (kind: string, name: string, component: string): KubeObject => ({
  apiVersion: 'x/v1',
  kind,
  metadata: { name, labels: componentLabels('shop', component) },
});
const workloads = [
  workload('StatefulSet', 'shop-redis', 'redis'),
  workload('Deployment', 'shop-order', 'order'),
  workload('Job', 'shop-order-migrate-1', 'order-migration'),
];
const event = (kind: string, name: string, message: string, lastTimestamp: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e' },
  involvedObject: { kind, name },
  message,
  lastTimestamp,
});
const rejectionsOf = async (events: readonly KubeObject[], newest = new Map<string, number>()) => {
  const client: Pick<Client, 'list'> = {
    async *list({ fieldSelector }) {
      assert.equal(fieldSelector, 'reason=FailedCreate');
      yield { items: events, resourceVersion: '1' };
    },
  };
  return Object.fromEntries(await findPodRejections(client, 'demo', workloads, newest, now));
};

test("classifies each cause with a reason of its own, without the pod's name", () => {
  const texts: readonly [string, string][] = [
    [quota, 'QuotaExceeded'],
    ['Error creating: pods "a-x1" is forbidden: failed quota: q: must specify limits.cpu', 'QuotaExceeded'],
    ['Error creating: pods "a-x1" is forbidden: violates PodSecurity "restricted:latest": x', 'PodSecurityViolated'],
    ['Error creating: admission webhook "policy.example.com" denied the request: no', 'AdmissionDenied'],
    [
      'Error creating: pods "a-x1" is forbidden: maximum memory usage per Container is 64Mi, but limit is 512Mi',
      'LimitRangeViolated',
    ],
    ['Error creating: pods "a-x1" is forbidden: no PriorityClass with name urgent was found', 'PodsRefused'],
  ];
  for (const [text, reason] of texts) {
    assert.equal(classifyRejection(text).reason, reason, text);
    assert.doesNotMatch(classifyRejection(text).message, /a-x1|shop-redis-0/);
  }
  assert.match(
    classifyRejection(quota).message,
    /^its pods are rejected \(exceeded quota: tight, .*\): raise that ResourceQuota/,
  );
});

test('assigns a rejection to the component whose StatefulSet, Deployment or Job reports it', async () => {
  const found = await rejectionsOf([
    event('StatefulSet', 'shop-redis', quota, '2026-01-01T11:59:00Z'),
    event(
      'ReplicaSet',
      'shop-order-5d4f',
      'Error creating: admission webhook "w" denied the request: no',
      '2026-01-01T11:59:00Z',
    ),
    event('Job', 'shop-order-migrate-1', quota, '2026-01-01T11:59:00Z'),
    event('Job', 'other', quota, '2026-01-01T11:59:00Z'),
  ]);
  assert.deepEqual(
    Object.entries(found).map(([component, { reason }]) => [component, reason]),
    [
      ['redis', 'QuotaExceeded'],
      ['order', 'AdmissionDenied'],
      ['order-migration', 'QuotaExceeded'],
    ],
  );
});

test('uses the newest rejection, until a pod was created after it or it is stale', async () => {
  const old = event('StatefulSet', 'shop-redis', quota, '2026-01-01T11:50:00Z');
  const limit = 'Error creating: pods "a" is forbidden: minimum cpu usage per Pod is 2, but request is 100m';
  const newer = event('StatefulSet', 'shop-redis', limit, '2026-01-01T11:55:00Z');
  assert.equal((await rejectionsOf([newer, old])).redis?.reason, 'LimitRangeViolated');
  assert.deepEqual(await rejectionsOf([newer], new Map([['redis', Date.parse('2026-01-01T11:55:01Z')]])), {});
  assert.deepEqual(await rejectionsOf([event('StatefulSet', 'shop-redis', quota, '2026-01-01T11:30:00Z')]), {});
});

test('ignores a first rejection within the grace period', async () => {
  const young = {
    ...event('StatefulSet', 'shop-redis', quota, '2026-01-01T11:59:59Z'),
    firstTimestamp: '2026-01-01T11:59:57Z',
  };
  assert.deepEqual(await rejectionsOf([young]), {});
  assert.equal(
    (await rejectionsOf([{ ...young, firstTimestamp: '2026-01-01T11:59:50Z' }])).redis?.reason,
    'QuotaExceeded',
  );
});

test('reports nothing without the right to read events', async () => {
  const client: Pick<Client, 'list'> = {
    // biome-ignore lint/correctness/useYield: refused before the first page
    async *list() {
      throw new ApiError(403, 'Forbidden', 'events is forbidden');
    },
  };
  assert.equal((await findPodRejections(client, 'demo', workloads, new Map(), now)).size, 0);
});
