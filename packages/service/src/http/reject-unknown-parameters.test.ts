import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@mambogo/contracts/api/routes.ts';
import { queryParameters } from '@mambogo/contracts/query-parameters.ts';
import { Problem } from './problem.ts';
import { rejectUnknownParameters } from './reject-unknown-parameters.ts';

const orders = routes.find(({ id }) => id === 'listAllOrders');

function refusal(act: () => void): Problem {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof Problem);
    return error;
  }
  assert.fail('it was let through');
}

test('every route takes its own parameters, and refuses any other, those of advertisements included', () => {
  for (const route of routes) {
    const known = queryParameters(route);
    rejectUnknownParameters(route, Object.fromEntries(known.map((name) => [name, '1'])));
    const slips = known.flatMap((name) => [`${name}x`, name.toUpperCase()]);
    for (const name of ['utm_source', 'gclid', 'fbclid', '__proto__', '', ...slips].filter((n) => !known.includes(n))) {
      const query = Object.defineProperty({}, name, { value: '1', enumerable: true });
      const { slug, message, extra } = refusal(() => rejectUnknownParameters(route, query));
      assert.equal(slug, 'validation', route.id);
      assert.ok(message.startsWith(`?${name}: unknown`), message);
      assert.ok(known.length === 0 || known.some((one) => message.includes(`nearest known parameter is ${one} `)));
      assert.deepEqual(Object.keys(extra), ['errors']);
    }
  }
});

test('the nearest name is one letter away, or the same in another case', () => {
  assert.ok(orders);
  const named = (name: string) => refusal(() => rejectUnknownParameters(orders, { [name]: '1' })).message;
  for (const [typed, meant] of [
    ['Status', 'status'],
    ['sttaus', 'status'],
    ['custommer', 'customer'],
    ['pagesize', 'size'],
    ['numbers', 'number'],
  ] as const)
    assert.match(named(typed), new RegExp(`nearest known parameter is ${meant} `), typed);
});

test('all of them are named, and a flood of them costs little', () => {
  assert.ok(orders);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}${'x'.repeat(5_000)}`, '1']));
  const { extra, message } = refusal(() => rejectUnknownParameters(orders, many));
  assert.equal(extra.errorsInAll, 50);
  assert.ok(message.length < 1_000, message);
});
