import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { addCartItem, getCart } from '@mambogo/contracts/api/cart.ts';
import { listCategories } from '@mambogo/contracts/api/categories.ts';
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';
import { type Shopper, signUpShopper } from '../shopper/shopper.ts';
import { assertResponsive } from './assert-responsive.ts';

let shopper: Shopper;
before(async () => {
  shopper = await signUpShopper(shopUrl());
});

/** Milliseconds per response: exponential patterns take minutes, quadratic ones on 1 MB too. */
const soon = 10_000;
/** Input that makes careless patterns backtrack: nearly a match, repeatedly. */
const pieces = [
  'a',
  ' ',
  '\t',
  '.',
  '-',
  '/',
  '@',
  'a@',
  'a.',
  '0',
  '1e',
  '%',
  '%25',
  "'",
  "' or ",
  '(select ',
  '<a ',
  '<svg/onload',
  '${',
  '{{',
  '../',
  '\\',
  '=',
  ';',
  ',',
  'é',
  '　',
  'a-',
  '"',
  '&#',
  '/*',
  '--',
  '\u200b',
];

async function answeredSoon(what: string, ask: () => Promise<{ status: number }>): Promise<void> {
  const began = performance.now();
  const { status } = await ask();
  const took = performance.now() - began;
  assert.ok(status < 500, `${what}: ${status}`);
  assert.ok(took < soon, `${what} took ${took.toFixed(0)} ms`);
}

test('long backtracking texts: in searches, sorts and cursors', async () => {
  await assertResponsive(async () => {
    for (const piece of pieces) {
      const text = encodeURIComponent(piece.repeat(Math.ceil(1_500 / piece.length)))
        .slice(0, 6_000)
        .replace(/%[\dA-F]?$/, '');
      for (const name of ['search', 'sort'])
        await answeredSoon(`${name} ${piece}`, () =>
          exchange(new URL(`${listProducts.path}?${name}=${text}!`, shopUrl())),
        );
    }
  });
});

test('the same in a megabyte of a body, as a value and as a name', async () => {
  const send = (body: object) =>
    shopper.api.raw(addCartItem.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  await assertResponsive(async () => {
    for (const piece of pieces) {
      const text = piece.repeat(Math.floor(150_000 / Buffer.byteLength(piece)));
      await answeredSoon(`a field of ${piece}`, () => send({ productId: `${text}!`, quantity: 1 }));
    }
    await answeredSoon('fields', () =>
      send(Object.fromEntries(pieces.map((piece) => [piece.repeat(500), piece.repeat(500)]))),
    );
  });
});

test('the same in headers, keys and cookies', async () => {
  for (const piece of pieces.filter((one) => /^[\x21-\x7e ]+$/.test(one))) {
    const text = piece.repeat(Math.floor(1_000 / piece.length)).trim() || 'a';
    for (const name of ['if-none-match', 'accept-language', 'traceparent', 'cookie', 'x-forwarded-for', 'user-agent'])
      await answeredSoon(`${name}: ${piece}`, () =>
        exchange(new URL(listCategories.path, shopUrl()), { headers: { [name]: text } }),
      );
    await answeredSoon(`authorization: ${piece}`, () =>
      exchange(new URL(getCart.path, shopUrl()), { headers: { authorization: `Bearer ${text}` } }),
    );
  }
});
