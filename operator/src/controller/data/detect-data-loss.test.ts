import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../../testing/sample-shop.ts';
import { Storefront } from '../../api/storefront.ts';
import type { KubeObject } from '../../kube/kube-object.ts';
import { type Embedded, enabledServices, storesOf } from '../../model/store-model.ts';
import type { ComponentStatus } from '../status/shop-status.ts';
import {
  dataLossAcceptedAnnotation,
  dataLostConditions,
  detectDataLoss,
  recordedClaims,
  recordedEmptyVolume,
} from './detect-data-loss.ts';

const storefront = (accepted = '', brokers = 1) =>
  Storefront.parse({
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name: 'shop', namespace: 'demo', annotations: { [dataLossAcceptedAnnotation]: accepted } },
    spec: {
      profile: 'demo',
      version: '1.0.0',
      hosts: ['a.example'],
      payments: { provider: 'simulator' },
      data: { kafka: { embedded: { brokers } } },
    },
  });
const claim = (name: string, uid: string): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, uid },
});
const volumes = (store: string, ...uids: string[]) => uids.map((uid, at) => claim(`data-shop-${store}-${at}`, uid));
const recorded = (store: string, ...uids: string[]) =>
  volumes(store, ...uids).map(({ metadata: { name, uid = '' } }) => ({ name, uid }));
const component = (name: string, ...uids: string[]): ComponentStatus => ({
  name,
  ready: true,
  source: 'embedded',
  ...(uids.length > 0 ? { claims: recorded(name, ...uids) } : {}),
});

function detect(
  parts: readonly ComponentStatus[],
  claims: Readonly<Record<string, readonly KubeObject[]>>,
  shop = storefront(),
) {
  return detectDataLoss(shop, storesOf(shop, enabledServices(shop)), parts, new Map(Object.entries(claims)));
}

test('reports no loss for the recorded claims', () => {
  const { data, lost } = detect([component('postgres', 'a')], { postgres: volumes('postgres', 'a') });
  assert.deepEqual([lost, data], [[], [component('postgres', 'a')]]);
  const beside = [...volumes('postgres', 'b'), claim('copy-of-yesterday', 'c')];
  const { data: next } = detect([component('postgres', 'a')], { postgres: beside }, storefront('postgres=b'));
  assert.deepEqual(next[0]?.claims, recorded('postgres', 'b'), 'other claims with its label are not its data');
});

test('records the present claims of a Storefront without a record', () => {
  assert.deepEqual(detect([component('postgres')], { postgres: volumes('postgres', 'a') }).lost, []);
  assert.deepEqual(detect([], { postgres: volumes('postgres', 'a') }).lost, []);
  const source: Embedded = { embedded: true, storage: '1Gi', members: 1, replicas: 0 };
  const live = recorded('postgres', 'a');
  assert.deepEqual(recordedClaims(source, undefined, live, true), live);
  assert.equal(recordedClaims(source, undefined, live, false), undefined, 'a store that never worked has no data');
  assert.equal(recordedClaims(source, undefined, [], true), undefined);
  const other = recorded('postgres', 'b');
  assert.deepEqual(recordedClaims(source, live, other, true), live, 'another volume is not recorded as the data');
});

test('reports a claim with another uid as data loss, with the stores and what to do', () => {
  const { lost } = detect([component('postgres', 'a'), component('redis', 'r')], {
    postgres: volumes('postgres', 'b'),
    redis: volumes('redis', 'r'),
  });
  assert.deepEqual(
    lost.map(({ name }) => name),
    ['postgres'],
  );
  assert.ok(lost[0]?.users.includes('order') && !lost[0].users.includes('product'));
  const [condition] = dataLostConditions(lost);
  assert.deepEqual([condition?.type, condition?.status, condition?.reason], ['DataLost', 'True', 'PostgresLost']);
  assert.match(
    condition?.message ?? '',
    /^postgres: .*data-shop-postgres-0 \(uid a\).* annotate --overwrite -n demo storefront shop mambogo\.com\/data-lost-accepted=postgres=b$/,
  );
  assert.deepEqual(dataLostConditions([]), []);
});

test('reports a missing claim as data loss that can not be accepted yet', () => {
  const { lost } = detect([component('postgres', 'a')], {}, storefront('postgres='));
  assert.match(lost[0]?.message ?? '', /which is gone; the new volume does not exist yet/);
});

test('accepts only the present claims, so an annotation is no standing permission', () => {
  const claims = { postgres: volumes('postgres', 'b'), redis: volumes('redis', 's') };
  const parts = [component('postgres', 'a'), component('redis', 'r')];
  assert.equal(detect(parts, claims, storefront('postgres=a')).lost.length, 2);
  const { data, lost, accepted } = detect(parts, claims, storefront('redis=s, postgres=b'));
  assert.deepEqual([lost, accepted], [[], ['postgres', 'redis']]);
  assert.deepEqual(data[0]?.claims, component('postgres', 'b').claims);
  assert.ok(data[0]?.dataId);
  const again = detect(data, { ...claims, postgres: volumes('postgres', 'c') }, storefront('redis=s, postgres=b'));
  assert.deepEqual(
    [again.accepted, again.lost.map(({ name }) => name)],
    [[], ['postgres']],
    'a second loss needs a second acceptance',
  );
});

test('reports an emptied volume as data loss, accepted by its id once the store runs on it', () => {
  const claims = { postgres: volumes('postgres', 'a') };
  const emptied = { ...component('postgres', 'a'), emptied: 'e1' };
  const starting = detect([{ ...emptied, ready: false }], claims, storefront('postgres=a/e1'));
  assert.match(
    starting.lost[0]?.message ?? '',
    /that volume was emptied; the store is being started on the empty volume/,
  );
  assert.match(detect([emptied], claims, storefront('postgres=a')).lost[0]?.message ?? '', /=postgres=a\/e1$/);
  const { data, lost, accepted } = detect([emptied], claims, storefront('postgres=a/e1'));
  assert.deepEqual([lost, accepted, data[0]?.emptied], [[], ['postgres'], undefined]);
  assert.deepEqual(recordedEmptyVolume(data[0], 'e1'), {}, 'the pod reports it as long as that is its last state');
  assert.deepEqual(recordedEmptyVolume(data[0], 'e2'), { emptied: 'e2' }, 'emptied once more');
  assert.deepEqual(recordedEmptyVolume(component('postgres'), 'e1'), {}, 'what was never set up has nothing to lose');
});

test('tolerates the loss of one volume of three brokers', () => {
  const three = storefront('', 3);
  const parts = [component('kafka', 'a', 'b', 'c')];
  const [oneLost, twoLost] = [volumes('kafka', 'a', 'x', 'c'), volumes('kafka', 'a', 'x', 'y')];
  const now = recorded('kafka', 'a', 'x', 'c');
  assert.deepEqual(detect(parts, { kafka: oneLost }, three).lost, []);
  assert.equal(detect(parts, { kafka: twoLost }, three).lost.length, 1);
  const accepted = detect(parts, { kafka: twoLost }, storefront('kafka=a/x/y', 3));
  assert.deepEqual(accepted.accepted, ['kafka']);
  const source: Embedded = { embedded: true, storage: '1Gi', members: 3, replicas: 0 };
  assert.deepEqual(recordedClaims(source, parts[0]?.claims, now, true), now);
  assert.deepEqual(recordedClaims(source, parts[0]?.claims, now, false), parts[0]?.claims);
});

test('uses new Jobs for other data: those of that store and its services only', () => {
  const jobNames = (dataId?: string) => {
    const provisioned = new Map([['postgres', { dataId }]]);
    const { setup, migrations } = sampleShop({ provisioned }).stages;
    return [...setup, ...migrations].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name);
  };
  const [first, second] = [jobNames(), jobNames('other')];
  assert.deepEqual(jobNames(), first);
  const changed = first.filter((name) => !second.includes(name)).map((name) => name.replace(/-[^-]*$/, ''));
  assert.ok(changed.includes('shop-postgres') && changed.includes('shop-order-migrate'), String(changed));
  assert.ok(!changed.includes('shop-kafka') && !changed.includes('shop-product-migrate'), String(changed));
});
