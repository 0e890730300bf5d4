import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layersOf, mergeLayers } from './layer-settings.ts';
import { readSettingFiles } from './setting-files.ts';
import { springEnvironment } from './spring-environment.ts';

const { files } = readSettingFiles(
  new Map(
    Object.entries({
      'application.yml': 'logLevel: info\nfeatures: { placeOrders: true }\n',
      'application-prod.yml': 'logLevel: warn\n',
      'gateway.yml': 'rateLimits:\n  cart: { user: 60, address: 600 }\n',
      'gateway-prod.yml': 'rateLimits:\n  cart: { user: 90 }\n',
      'order.yml': 'openOrdersPerCustomer: 4\n',
    }),
  ),
);
const storefront = {
  gateway: { name: 'spec.limits', values: { rateLimits: { cart: { user: 1 }, pages: { address: 7 } } } },
};

test('orders layers from the strongest to the weakest', () => {
  const names = layersOf('gateway', ['prod'], files, storefront).map(({ name }) => name);
  assert.deepEqual(names, [
    'gateway-prod.yml',
    'application-prod.yml',
    'gateway.yml',
    'application.yml',
    'spec.limits',
  ]);
});

test('of several profiles, the last one is the strongest', () => {
  const { files } = readSettingFiles(
    new Map([
      ['cart-a.yml', 'logLevel: warn\n'],
      ['cart-b.yml', 'logLevel: error\n'],
    ]),
  );
  assert.deepEqual(
    layersOf('cart', ['a', 'b'], files).map(({ name }) => name),
    ['cart-b.yml', 'cart-a.yml'],
  );
});

test('merges objects key by key, so that a file sets one number and leaves the others', () => {
  assert.deepEqual(mergeLayers('gateway', layersOf('gateway', ['prod'], files, storefront)), {
    logLevel: 'warn',
    features: { placeOrders: true },
    rateLimits: { cart: { user: 90, address: 600 }, pages: { address: 7 } },
  });
  assert.deepEqual(mergeLayers('order', layersOf('order', ['demo'], files, storefront)), {
    logLevel: 'info',
    features: { placeOrders: true },
    openOrdersPerCustomer: 4,
  });
});

test('an application that is no service of the shop gets what applies to all', () => {
  assert.deepEqual(
    layersOf('billing', ['prod'], files, storefront).map(({ name }) => name),
    ['application-prod.yml', 'application.yml'],
  );
});

test('Spring clients get flat names', () => {
  assert.deepEqual(springEnvironment('gateway', ['prod'], undefined, 'c0ffee', layersOf('gateway', ['prod'], files)), {
    name: 'gateway',
    profiles: ['prod'],
    label: null,
    version: 'c0ffee',
    state: null,
    propertySources: [
      { name: 'gateway-prod.yml', source: { 'rateLimits.cart.user': 90 } },
      { name: 'application-prod.yml', source: { logLevel: 'warn' } },
      { name: 'gateway.yml', source: { 'rateLimits.cart.user': 60, 'rateLimits.cart.address': 600 } },
      { name: 'application.yml', source: { logLevel: 'info', 'features.placeOrders': true } },
    ],
  });
});
