import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousVersion } from '@mambogo/blueprint/versions.ts';
import { sampleShop } from '../../testing/sample-shop.ts';
import { Storefront } from '../api/storefront.ts';
import { field, fieldList, fieldText } from '../kube/kube-object.ts';
import { rejectedFields } from '../model/unsupported-fields.ts';

const servers = [
  { server: 'postgres', users: ['identity', 'inventory', 'notification', 'order', 'payment', 'pricing'], port: 5432 },
  { server: 'mysql', users: ['product'], port: 3306 },
] as const;
type Server = (typeof servers)[number]['server'];

const specOf = (server: Server, embedded: object) => ({ data: { [server]: { embedded } } });
const replicated = (server: Server, replicas: number, version?: string) =>
  sampleShop({ spec: { ...specOf(server, { replicas }), ...(version ? { version } : {}) } });
const names = ({ objects }: ReturnType<typeof replicated>) =>
  objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
const find = ({ objects }: ReturnType<typeof replicated>, kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const rejected = (spec: Record<string, unknown>) => rejectedFields(Storefront.parse(sampleShop({ spec }).storefront));

for (const { server, users, port } of servers) {
  const name = `shop-${server}-ro`;

  test(`${server}: read replicas are a StatefulSet of their own with a Service, a certificate, a budget and a policy`, () => {
    const shop = replicated(server, 2);
    const added = names(shop).filter((one) => !names(replicated(server, 0)).includes(one));
    assert.deepEqual(
      added.filter((one) => !one.startsWith('Job')).sort(),
      [
        ...['ConfigMap', 'NetworkPolicy', 'PodDisruptionBudget', 'Service', 'ServiceAccount', 'StatefulSet'].map(
          (kind) => `${kind} ${name}`,
        ),
        ...[`Secret ${name}-server`, `Secret ${name}-tls`],
      ].sort(),
    );
    const { spec } = find(shop, 'StatefulSet', name);
    assert.equal(field(spec, 'replicas'), 2);
    assert.deepEqual(field(spec, 'persistentVolumeClaimRetentionPolicy'), {
      whenDeleted: 'Delete',
      whenScaled: 'Delete',
    });
    assert.equal(field(find(shop, 'Service', name).spec, 'clusterIP'), undefined);
  });

  test(`${server}: its users have its address, and only they and the primary talk with it`, () => {
    const shop = replicated(server, 1);
    const addresses = shop.model.services.flatMap((service) =>
      service.environment.DATABASE_REPLICAS ? [`${service.name} ${service.environment.DATABASE_REPLICAS}`] : [],
    );
    assert.deepEqual(
      addresses.sort(),
      users.map((user) => `${user} ${name}.demo.svc:${port}`),
    );
    const parts = (rules: readonly unknown[], side: string) =>
      rules.flatMap((rule) =>
        fieldList(rule, side).map((peer) => fieldText(field(peer, 'podSelector', 'matchLabels'), 'mambogo.com/part')),
      );
    const policy = find(shop, 'NetworkPolicy', name).spec;
    assert.deepEqual(parts(fieldList(policy, 'egress'), 'to'), [server]);
    assert.ok(parts(fieldList(policy, 'ingress'), 'from').includes(users[0]));
    const ofPrimary = find(shop, 'NetworkPolicy', `shop-${server}`).spec;
    assert.ok(parts(fieldList(ofPrimary, 'ingress'), 'from').includes(`${server}-ro`));
  });

  test(`${server}: without replicas nothing of a primary changes`, () => {
    const [none, some] = [sampleShop(), replicated(server, 0)];
    for (const kind of ['ConfigMap', 'StatefulSet'])
      assert.deepEqual(find(some, kind, `shop-${server}`), find(none, kind, `shop-${server}`));
    assert.doesNotMatch(
      JSON.stringify(find(none, 'ConfigMap', `shop-${server}`)),
      /replication|wal_keep_size|log-bin|server-id/,
    );
  });

  test(`${server}: a shop of the version before has none, and asking for some is rejected`, () => {
    const spec = { ...specOf(server, { replicas: 1 }), version: previousVersion };
    assert.deepEqual(
      rejected(spec).map(({ field: path, message }) => `${path}: ${message}`),
      [
        `spec.data.${server}.embedded.replicas: shops of version 1.0.0 have no read replicas; change spec.version to 1.1.0, or set 0`,
      ],
    );
    // As while an upgrade that asks for some begins, and after one that failed.
    assert.deepEqual(
      names(replicated(server, 1, previousVersion)).sort(),
      names(replicated(server, 0, previousVersion)).sort(),
    );
  });
}

test("the replicas of a service's own store are for that service", () => {
  const spec = { services: { product: { store: { embedded: { replicas: 1 } } } } };
  const { model } = sampleShop({ spec });
  const addresses = model.services.map(({ environment }) => environment.DATABASE_REPLICAS).filter(Boolean);
  assert.deepEqual(addresses, ['shop-product-mysql-ro.demo.svc:3306']);
});

test('parameters that the replicas of MariaDB depend on are rejected where there are some', () => {
  const parameters = { binlog_format: 'STATEMENT', 'binlog-expire-logs-seconds': '3600' };
  assert.deepEqual(rejected(specOf('mysql', { parameters })), []);
  assert.deepEqual(
    rejected(specOf('mysql', { parameters, replicas: 1 })).map(({ field: path }) => path),
    ['spec.data.mysql.embedded.parameters.binlog_format'],
  );
});
