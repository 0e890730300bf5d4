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
  assert.fail('it was accepted');
}

test('accepts only the parameters of a route, also no tracking parameters', () => {
  for (const route of routes) {
    const known = queryParameters(route);
    rejectUnknownParameters(route, Object.fromEntries(known.map((name) => [name, '1'])));
    const slips = known.flatMap((name) => [`${name}x`, name.toUpperCase()]);
    for (const name of ['utm_source', 'gclid', 'fbclid', '__proto__', '', ...slips].filter((n) => !known.includes(n))) {
      const query = Object.defineProperty({}, name, { value: '1', enumerable: true });
      const { slug, message, extra } = refusal(() => rejectUnknownParameters(route, query));
      assert.equal(slug, 'validation', route.id);
      assert.ok(message.startsWith(`?${name}: unknown`), message);
      assert.ok(known.length === 0 || known.some((one) => message.includes(`did you mean ${one}?`)));
      assert.deepEqual(Object.keys(extra), ['errors']);
    }
  }
});

test('suggests a name with one typo or another case', () => {
  assert.ok(orders);
  const named = (name: string) => refusal(() => rejectUnknownParameters(orders, { [name]: '1' })).message;
  for (const [typed, meant] of [
    ['Status', 'status'],
    ['sttaus', 'status'],
    ['custommer', 'customer'],
    ['pagesize', 'size'],
    ['numbers', 'number'],
  ] as const)
    assert.match(named(typed), new RegExp(`did you mean ${meant}\\?`), typed);
});

test('names all unknown parameters, with bounded cost', () => {
  assert.ok(orders);
  const many = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`${at}${'x'.repeat(5_000)}`, '1']));
  const { extra, message } = refusal(() => rejectUnknownParameters(orders, many));
  assert.equal(extra.errorsInAll, 50);
  assert.ok(message.length < 1_000, message);
});
