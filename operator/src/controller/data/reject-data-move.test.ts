import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceNames } from '@mambogo/blueprint/service-blueprint.ts';
import { Storefront } from '../../api/storefront.ts';
import { enabledServices, type ProvisionedSpec, storesOf } from '../../model/store-model.ts';
import { ConditionError } from '../status/condition-error.ts';
import { dataMovedAnnotation, rejectDataMove, rejectServerChange } from './reject-data-move.ts';

const storefront = (spec: Readonly<Record<string, unknown>> = {}, annotations = {}) =>
  Storefront.parse({
    apiVersion: 'mambogo.com/v1alpha1',
    kind: 'Storefront',
    metadata: { name: 'shop', namespace: 'demo', annotations },
    spec: { profile: 'demo', version: '1.0.0', hosts: ['a.example'], payments: { provider: 'simulator' }, ...spec },
  });
const services = serviceNames.filter((name) => name !== 'web' && name !== 'psp-simulator');
const before = { currency: 'USD', services: services.map((name) => ({ name, ready: true })) };
const embedded = { source: 'embedded', storage: '2Gi', members: 1 } as const;
const external = { source: 'external', server: 'db.example:5432', prefix: 'demo-shop-' } as const;
const provisionedSpec = (more: Iterable<[string, object]> = []): ProvisionedSpec =>
  new Map<string, object>([
    ...['postgres', 'mysql', 'redis', 'kafka'].map((name): [string, object] => [name, embedded]),
    ...more,
  ]);

/** Message of the rejection; '' when there is none. */
function rejection(spec: Readonly<Record<string, unknown>>, provisioned = provisionedSpec()): string {
  const shop = storefront(spec);
  try {
    rejectDataMove(shop, storesOf(shop, enabledServices(shop), provisioned), provisioned, before);
    return '';
  } catch (error) {
    assert.ok(error instanceof ConditionError && error.reason === 'Immutable');
    return error.message;
  }
}

test('accepts equivalent specs and other profiles', () => {
  assert.equal(rejection({}), '');
  assert.equal(
    rejection({ currency: 'USD', data: { postgres: { embedded: {} }, kafka: { embedded: { brokers: 1 } } } }),
    '',
  );
  assert.equal(rejection({ profile: 'prod', payments: { provider: 'stripe', stripe: { secretName: 's' } } }), '');
  const externalSpec = { data: { postgres: { external: { secretName: 'pg' } } } };
  assert.equal(rejection(externalSpec, provisionedSpec([['postgres', external]])), '');
});

const dataMoves: readonly [string, Readonly<Record<string, unknown>>, RegExp, ProvisionedSpec?][] = [
  ['another currency', { currency: 'EUR' }, /^spec\.currency: .* set USD again/],
  [
    'other brokers',
    { data: { kafka: { embedded: { brokers: 3 } } } },
    /brokers: it was created with 1 and cannot be changed; set 1 again/,
  ],
  [
    'a cluster instead of a single Redis',
    { data: { redis: { embedded: { shards: 3 } } } },
    /^spec\.data\.redis\.embedded\.shards: it was created with 1 and cannot be changed; set 1 again/,
  ],
  [
    'fewer shards',
    { data: { redis: { embedded: {} } } },
    /shards: it was created with 3 and cannot be changed; set 3 again/,
    provisionedSpec([['redis', { ...embedded, members: 6 }]]),
  ],
  [
    'another mode',
    { data: { mysql: { external: { secretName: 'x' } } } },
    /^spec\.data\.mysql: its data is in an embedded/,
  ],
  ['a store of its own', { services: { order: { store: { embedded: {} } } } }, /^spec\.services\.order\.store: /],
  [
    'no store of its own any more',
    {},
    /^spec\.services\.order\.store: .* put the field back/,
    provisionedSpec([['order-postgres', embedded]]),
  ],
  [
    'another prefix',
    { data: { postgres: { external: { secretName: 'pg', prefix: 'b' } } } },
    /^spec\.data\.postgres\.external\.prefix: its data is under demo-shop; set that again/,
    provisionedSpec([['postgres', external]]),
  ],
  [
    'an embedded store after another',
    {},
    /is in the store at db\.example:5432/,
    provisionedSpec([['postgres', external]]),
  ],
];
for (const [what, spec, expected, provisioned] of dataMoves) {
  test(`rejects ${what} by the recorded location of the data`, () =>
    assert.match(rejection(spec, provisioned), expected));
}

test('accepts any change before anything was created', () => {
  const shop = storefront({ services: { order: { store: { embedded: {} } } } });
  const none: ProvisionedSpec = new Map();
  rejectDataMove(shop, storesOf(shop, enabledServices(shop), none), none, {});
});

test('rejects a Secret with another server until the annotation confirms the move', () => {
  const spec = { data: { postgres: { external: { secretName: 'pg' } } } };
  const provisioned = provisionedSpec([['postgres', external]]);
  const access = { host: 'new.example', port: 5432, version: '1' };
  const check = (annotations = {}, host = access.host) => {
    const shop = storefront(spec, annotations);
    rejectServerChange(
      shop,
      storesOf(shop, enabledServices(shop), provisioned),
      new Map([['pg', { ...access, host }]]),
      provisioned,
    );
  };
  assert.throws(
    check,
    /external\.secretName: the Secret now names new\.example:5432, but the data is at db\.example:5432/,
  );
  check({}, 'db.example');
  check({ [dataMovedAnnotation]: 'mysql=a:1, postgres=new.example:5432' });
  assert.throws(() => check({ [dataMovedAnnotation]: 'postgres=other.example:5432' }));
});
