import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettingFiles } from './setting-files.ts';

const read = (files: Record<string, string>) => readSettingFiles(new Map(Object.entries(files)));

test('reads files of all services, of one, and of a profile; other files are no settings', () => {
  const { files, violations } = read({
    'README.md': '# x',
    'application.yml': 'logLevel: warn\n',
    'gateway.yml': 'rateLimits:\n  products: { address: 500 }\n',
    'gateway-prod.yml': 'threats: { threshold: 60 }\n',
    'order.yml': '',
  });
  assert.deepEqual(violations, []);
  assert.deepEqual(files, [
    { name: 'application.yml', profile: undefined, values: { logLevel: 'warn' } },
    { name: 'gateway-prod.yml', service: 'gateway', profile: 'prod', values: { threats: { threshold: 60 } } },
    {
      name: 'gateway.yml',
      service: 'gateway',
      profile: undefined,
      values: { rateLimits: { products: { address: 500 } } },
    },
    { name: 'order.yml', service: 'order', profile: undefined, values: {} },
  ]);
});

test('names file, line and reason of a wrong value', () => {
  const { violations } = read({ 'gateway.yml': '# limits\nrateLimits:\n  cart:\n    user: 5\n    address: many\n' });
  assert.deepEqual(violations, [
    {
      file: 'gateway.yml',
      line: 5,
      reason: 'rateLimits.cart.address: Invalid input: expected number, received string',
    },
  ]);
});

test('names every unknown setting with its line', () => {
  const { violations } = read({ 'order.yml': 'logLevel: info\nrateLimit: 3\nopenOrders: 4\n' });
  assert.deepEqual(violations, [
    { file: 'order.yml', line: 2, reason: 'rateLimit: there is no such setting' },
    { file: 'order.yml', line: 3, reason: 'openOrders: there is no such setting' },
  ]);
});

test('application.yml has only settings of all services', () => {
  const { violations } = read({ 'application.yml': 'rateLimits: {}\n' });
  assert.deepEqual(violations, [{ file: 'application.yml', line: 1, reason: 'rateLimits: there is no such setting' }]);
});

test('refuses broken YAML with its line, a key that is there twice, and aliases that multiply', () => {
  const bomb = [
    'a: &a [x, x]',
    ...['b', 'c', 'd'].map((name, index) => `${name}: &${name} [${`*${'abc'[index]}, `.repeat(9)}]`),
  ];
  const { violations } = read({
    'cart.yml': 'logLevel: "info\n',
    'identity.yml': 'logLevel: info\nlogLevel: warn\n',
    'payment.yml': bomb.join('\n'),
  });
  assert.deepEqual(
    violations.map(({ file, line }) => `${file}:${line}`),
    ['cart.yml:2', 'identity.yml:2', 'payment.yml:1'],
  );
  assert.match(violations[1]?.reason ?? '', /unique/);
  assert.match(violations[2]?.reason ?? '', /alias/);
});

test('refuses files of unknown services, other formats, lists, and files that are too long', () => {
  const { violations } = read({
    'gatway.yml': '',
    'order.yaml': '',
    'product.yml': '- 1\n',
    'web.yml': `# ${'x'.repeat(70_000)}`,
  });
  assert.deepEqual(
    violations.map(({ file }) => file),
    ['gatway.yml', 'order.yaml', 'product.yml', 'web.yml'],
  );
});

test('a rule about two settings is one of the file', () => {
  const { violations } = read({ 'gateway.yml': 'deadlines:\n  writeMs: 500\n  readMs: 900\n' });
  assert.deepEqual(violations, [
    { file: 'gateway.yml', line: 3, reason: 'deadlines.readMs: must not be longer than writeMs' },
  ]);
});
