import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { Storefront } from '../api/storefront.ts';
import { field, fieldList, fieldText } from '../kube/kube-object.ts';
import { rejectedFields } from '../model/unsupported-fields.ts';

const replicated = (replicas: number) => sampleShop({ spec: { data: { postgres: { embedded: { replicas } } } } });
const names = ({ objects }: ReturnType<typeof replicated>) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const find = ({ objects }: ReturnType<typeof replicated>, kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);

test('read replicas are a StatefulSet of their own with a Service, a certificate, a budget and a policy', () => {
  const shop = replicated(2);
  const added = names(shop).filter((name) => !names(replicated(0)).includes(name));
  assert.deepEqual(
    added.filter((name) => !name.startsWith('Job')).sort(),
    [
      ...['ConfigMap', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount', 'StatefulSet'].map(
        (kind) => `${kind} shop-postgres-ro`,
      ),
      ...['Secret shop-postgres-ro-server', 'Secret shop-postgres-ro-tls'],
    ].sort(),
  );
  const { spec } = find(shop, 'StatefulSet', 'shop-postgres-ro');
  assert.equal(field(spec, 'replicas'), 2);
  assert.deepEqual(field(spec, 'persistentVolumeClaimRetentionPolicy'), {
    whenDeleted: 'Delete',
    whenScaled: 'Delete',
  });
  assert.equal(field(find(shop, 'Service', 'shop-postgres-ro').spec, 'clusterIP'), undefined);
});

test('its users have its address, and only they and the primary talk with it', () => {
  const shop = replicated(1);
  const addresses = shop.model.services.flatMap(({ name, environment }) =>
    environment.DATABASE_REPLICAS ? [`${name} ${environment.DATABASE_REPLICAS}`] : [],
  );
  assert.deepEqual(
    addresses.sort(),
    ['identity', 'inventory', 'order', 'payment'].map((name) => `${name} shop-postgres-ro.demo.svc:5432`),
  );
  const parts = (rules: readonly unknown[], side: string) =>
    rules.flatMap((rule) =>
      fieldList(rule, side).map((peer) => fieldText(field(peer, 'podSelector', 'matchLabels'), 'mambogo.com/part')),
    );
  const policy = find(shop, 'NetworkPolicy', 'shop-postgres-ro').spec;
  assert.deepEqual(parts(fieldList(policy, 'egress'), 'to'), ['postgres']);
  assert.ok(parts(fieldList(policy, 'ingress'), 'from').includes('order'));
  const ofPrimary = find(shop, 'NetworkPolicy', 'shop-postgres').spec;
  assert.ok(parts(fieldList(ofPrimary, 'ingress'), 'from').includes('postgres-ro'));
});

test('without replicas nothing of a primary changes', () => {
  const [none, some] = [sampleShop(), replicated(0)];
  for (const kind of ['ConfigMap', 'StatefulSet'])
    assert.deepEqual(find(some, kind, 'shop-postgres'), find(none, kind, 'shop-postgres'));
  assert.doesNotMatch(JSON.stringify(find(none, 'ConfigMap', 'shop-postgres')), /replication|wal_keep_size/);
});

test('read replicas of MariaDB are rejected', () => {
  const spec = { data: { mysql: { embedded: { replicas: 1 } } } };
  const { storefront } = sampleShop({ spec });
  assert.deepEqual(
    rejectedFields(Storefront.parse(storefront)).map(({ field }) => field),
    ['spec.data.mysql.embedded.replicas'],
  );
});
