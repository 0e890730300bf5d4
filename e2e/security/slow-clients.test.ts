import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { shopUrl } from '../shop-under-test.ts';
import { exchange } from '../shopper/exchange.ts';
import { assertResponsive } from './assert-responsive.ts';
import { callGateway, collectResponse } from './raw-request.ts';

/** Connections of each kind: a small attack, but a server without time-outs would keep them forever. */
const many = 40;
/** Milliseconds between two bytes of a slow client. */
const trickle = 400;
/** Milliseconds within which headers, and whole requests, must arrive, and how often the server checks. */
const closedEarly = { headers: 10_000, body: 30_000, looking: 5_000 };

/** Sends a piece at intervals until the server closes the connection; returns after how many milliseconds it did. */
async function sendSlowly(beginning: string, piece: string): Promise<{ after: number; text: string }> {
  const socket: Socket = await callGateway();
  const response = collectResponse(socket);
  const began = performance.now();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(beginning);
  const timer = setInterval(() => socket.write(piece), trickle);
  await closed;
  clearInterval(timer);
  return { after: performance.now() - began, text: response() };
}

const host = () => `Host: ${new URL(shopUrl()).host}`;
const all = (beginning: string, piece: string) =>
  Promise.all(Array.from({ length: many }, () => sendSlowly(beginning, piece)));

test('clients that send headers or a body byte by byte are cut off, and all others are served meanwhile', {
  timeout: 60_000,
}, async () => {
  await assertResponsive(async () => {
    const headers = all(`GET /api/v1/products HTTP/1.1\r\n${host()}\r\n`, 'X-a: b\r\n');
    const body = all(
      `POST /api/v1/cart/items HTTP/1.1\r\n${host()}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
      ' ',
    );
    const chunks = all(
      `POST /api/v1/cart/items HTTP/1.1\r\n${host()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
      '1\r\n \r\n',
    );
    assert.equal((await exchange(new URL('/api/v1/products?size=1', shopUrl()))).status, 200);
    for (const { after, text } of await headers) {
      assert.ok(after < closedEarly.headers + closedEarly.looking, `headers: after ${after.toFixed(0)} ms`);
      assert.match(text, /^(?:HTTP\/1\.1 408|$)/);
    }
    assert.equal((await exchange(new URL('/api/v1/products?size=1', shopUrl()))).status, 200);
    for (const { after } of [...(await body), ...(await chunks)])
      assert.ok(after < closedEarly.body + closedEarly.looking, `body: after ${after.toFixed(0)} ms`);
  });
});

test('idle connections affect nobody', async () => {
  const silent = await Promise.all(Array.from({ length: 100 }, () => callGateway()));
  await assertResponsive(async () => {
    assert.equal((await exchange(new URL('/api/v1/categories', shopUrl()))).status, 200);
  });
  for (const socket of silent) socket.destroy();
});
