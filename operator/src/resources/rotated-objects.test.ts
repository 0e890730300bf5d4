import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sampleShop } from '../../testing/sample-shop.ts';
import { field, fieldText, keyOf, referenceTo } from '../kube/kube-object.ts';
import { handedOver, settledAt } from '../model/credential-generations.ts';

const first = sampleShop({ credentials: settledAt(1) });
const granting = sampleShop({ credentials: handedOver(1, 2, undefined) });
const handing = sampleShop({ credentials: handedOver(1, 2, 'pods') });
const settling = sampleShop({ credentials: handedOver(1, 2, 'components') });
const second = sampleShop({ credentials: settledAt(2, 1) });
type Shop = ReturnType<typeof sampleShop>;

const named = ({ objects }: Shop, kind: string, name: string) =>
  objects.find((one) => one.kind === kind && one.metadata.name === name) ?? assert.fail(`no ${kind} ${name}`);
const secret = (shop: Shop, name: string, key: string): string =>
  Buffer.from(fieldText(named(shop, 'Secret', name).data, key) ?? '', 'base64').toString();
const annotation = (shop: Shop, app: string, name: string) =>
  fieldText(named(shop, 'Deployment', app).spec, 'template', 'metadata', 'annotations', name);
const workloads = ({ stages }: Shop) =>
  new Map(
    stages.services.filter(({ kind }) => kind === 'Deployment').map((one) => [keyOf(referenceTo(one)), one] as const),
  );
const setupInput = (shop: Shop, store: string) => JSON.parse(secret(shop, `shop-${store}-setup`, 'input.json'));

describe('credentials of the second generation', () => {
  test('are in Secrets of their own, so that pods of the first keep theirs', () => {
    const [one, two] = ['shop-order-credentials', 'shop-order-credentials-g2'] as const;
    assert.notEqual(secret(first, one, 'database-password'), secret(second, two, 'database-password'));
    assert.equal(secret(first, one, 'personal-data-key'), secret(second, two, 'personal-data-key'));
    assert.notEqual(
      secret(first, 'shop-order-dapr-token', 'token'),
      secret(second, 'shop-order-dapr-token-g2', 'token'),
    );
    assert.equal(annotation(second, 'shop-order', 'dapr.io/api-token-secret'), 'shop-order-dapr-token-g2');
    assert.ok(!second.objects.some(({ kind, metadata }) => kind === 'Secret' && metadata.name === one));
  });

  test('are granted before any pod changes', () => {
    assert.deepEqual(workloads(granting), workloads(first));
    const { databases } = setupInput(granting, 'postgres');
    const order = databases.find(({ database }: { database: string }) => database === 'order');
    assert.equal(order.password, secret(first, 'shop-order-credentials', 'database-password'));
    assert.deepEqual(order.logins, [
      { username: 'order_g2', password: secret(second, 'shop-order-credentials-g2', 'database-password') },
    ]);
    assert.match(secret(granting, 'shop-redis-server', 'redis.conf'), /^user cart on .*\n(.*\n)*user cart_g2 on /m);
    assert.match(
      secret(granting, 'shop-kafka-server', 'users.properties'),
      /username="mambogo-admin" .* user_shop-order_g2=/,
    );
  });

  test('reach sidecars that know both before the components they share change', () => {
    const passwords = (shop: Shop) => annotation(shop, 'shop-order', 'dapr.io/env-from-secret');
    assert.equal(passwords(first), 'KAFKA_PASSWORD=shop-order:kafka-password');
    assert.equal(
      passwords(handing),
      'KAFKA_PASSWORD=shop-order:kafka-password,KAFKA_PASSWORD_G2=shop-order-g2:kafka-password',
    );
    assert.equal(passwords(second), 'KAFKA_PASSWORD_G2=shop-order-g2:kafka-password');
    const component = (shop: Shop) => JSON.stringify(named(shop, 'Component', 'shop-events').spec);
    assert.equal(component(handing), component(first));
    assert.match(component(second), /"\{appID\}_g2"/);
    assert.match(JSON.stringify(named(second, 'Component', 'shop-carts').spec), /"cart_g2".*"shop-cart-g2"/);
  });

  test('make the first of a rotation, once it is complete, what a new shop of that generation is', () => {
    assert.deepEqual(workloads(settling), workloads(second));
    const pods = (shop: Shop, name: string) => field(named(shop, 'StatefulSet', name).spec, 'template');
    for (const store of ['shop-postgres', 'shop-mysql'])
      assert.deepEqual(pods(first, store), pods(second, store), store);
  });

  test('are the only ones at the end', () => {
    const { databases, admin } = setupInput(second, 'postgres');
    for (const { role, password, logins, onlyThese } of databases)
      assert.deepEqual([password, logins.length, logins[0].username, onlyThese], [undefined, 1, `${role}_g2`, true]);
    assert.deepEqual(admin.earlier, [secret(first, 'shop-postgres-server', 'password')]);
    assert.doesNotMatch(secret(second, 'shop-redis-server', 'redis.conf'), /^user cart on/m);
    assert.doesNotMatch(
      secret(second, 'shop-kafka-server', 'users.properties'),
      /user_shop-order=|username="mambogo-admin"/,
    );
    assert.match(
      fieldText(named(second, 'ConfigMap', 'shop-kafka').data, 'server.properties') ?? '',
      /super\.users=User:mambogo-admin_g2\n/,
    );
    assert.ok(setupInput(second, 'kafka').grants.every(({ user }: { user: string }) => user.endsWith('_g2')));
  });
});
