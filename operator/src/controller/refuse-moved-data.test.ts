import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Storefront } from '../api/storefront.ts';
import { type MadeWith, presentServices, storesOf } from '../model/store-model.ts';
import { Obstacle } from './obstacle.ts';
import { movedAnnotation, refuseMovedData, refuseOtherServer } from './refuse-moved-data.ts';

const storefront = (spec: Readonly<Record<string, unknown>> = {}, annotations = {}) =>
  Storefront.parse({
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name: 'shop', namespace: 'demo', annotations },
    spec: { profile: 'demo', version: '1.0.0', hosts: ['a.example'], payments: { provider: 'simulator' }, ...spec },
  });
const services = ['gateway', 'identity', 'product', 'cart', 'order', 'payment', 'inventory'];
const before = { currency: 'USD', services: services.map((name) => ({ name, ready: true })) };
const embedded = { source: 'embedded', storage: '2Gi', members: 1 } as const;
const external = { source: 'external', server: 'db.example:5432', prefix: 'demo-shop-' } as const;
const made = (more: Iterable<[string, object]> = []): MadeWith =>
  new Map<string, object>([
    ...['postgres', 'mysql', 'redis', 'kafka'].map((name): [string, object] => [name, embedded]),
    ...more,
  ]);

/** Message of the refusal; '' when there is none. */
function refusal(spec: Readonly<Record<string, unknown>>, madeWith = made()): string {
  const shop = storefront(spec);
  try {
    refuseMovedData(shop, storesOf(shop, presentServices(shop), madeWith), madeWith, before);
    return '';
  } catch (error) {
    assert.ok(error instanceof Obstacle && error.reason === 'Immutable');
    return error.message;
  }
}

test('what says the same in other words, and other profiles, are no move', () => {
  assert.equal(refusal({}), '');
  assert.equal(
    refusal({ currency: 'USD', data: { postgres: { embedded: {} }, kafka: { embedded: { brokers: 1 } } } }),
    '',
  );
  assert.equal(refusal({ profile: 'prod', payments: { provider: 'stripe', stripe: { secretName: 's' } } }), '');
  const theirs = { data: { postgres: { external: { secretName: 'pg' } } } };
  assert.equal(refusal(theirs, made([['postgres', external]])), '');
});

const moves: readonly [string, Readonly<Record<string, unknown>>, RegExp, MadeWith?][] = [
  ['another currency', { currency: 'EUR' }, /^spec\.currency: .* put USD back/],
  ['other brokers', { data: { kafka: { embedded: { brokers: 3 } } } }, /brokers: it was made with 1; put 1 back/],
  [
    'another mode',
    { data: { mysql: { external: { secretName: 'x' } } } },
    /^spec\.data\.mysql: its data is in an embedded/,
  ],
  ['a store of its own', { services: { order: { store: { embedded: {} } } } }, /^spec\.services\.order\.store: /],
  [
    'no store of its own any more',
    {},
    /^spec\.services\.order\.store: .* put it back/,
    made([['order-postgres', embedded]]),
  ],
  [
    'another prefix',
    { data: { postgres: { external: { secretName: 'pg', prefix: 'b' } } } },
    /^spec\.data\.postgres\.external\.prefix: its data is under demo-shop; put that back/,
    made([['postgres', external]]),
  ],
  ['an embedded store after another', {}, /is in the store at db\.example:5432/, made([['postgres', external]])],
];
for (const [what, spec, expected, madeWith] of moves) {
  test(`${what} is refused by what the data was made with`, () => assert.match(refusal(spec, madeWith), expected));
}

test('a shop that is being made may still be made otherwise', () => {
  const shop = storefront({ services: { order: { store: { embedded: {} } } } });
  const none: MadeWith = new Map();
  refuseMovedData(shop, storesOf(shop, presentServices(shop), none), none, {});
});

test('a Secret that names another server is refused until a person says that the data was moved there', () => {
  const spec = { data: { postgres: { external: { secretName: 'pg' } } } };
  const madeWith = made([['postgres', external]]);
  const access = { host: 'new.example', port: 5432, version: '1' };
  const check = (annotations = {}, host = access.host) => {
    const shop = storefront(spec, annotations);
    refuseOtherServer(
      shop,
      storesOf(shop, presentServices(shop), madeWith),
      new Map([['pg', { ...access, host }]]),
      madeWith,
    );
  };
  assert.throws(
    check,
    /external\.secretName: the Secret now names new\.example:5432, and the data is at db\.example:5432/,
  );
  check({}, 'db.example');
  check({ [movedAnnotation]: 'mysql=a:1, postgres=new.example:5432' });
  assert.throws(() => check({ [movedAnnotation]: 'postgres=other.example:5432' }));
});
