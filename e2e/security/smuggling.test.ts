import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ambiguousRequests, host, json, lines } from './ambiguous-requests.ts';
import { assertResponsive } from './assert-responsive.ts';
import { sendBytes } from './raw-request.ts';

test('rejects requests that can be delimited in two ways, and never answers the hidden ones', async () => {
  await assertResponsive(async () => {
    for (const [what, bytes] of Object.entries(ambiguousRequests())) {
      const answer = await sendBytes(bytes, 4_000);
      assert.ok(answer.closed, `${what}: the connection stayed open (${answer.statuses})`);
      assert.ok(answer.statuses.length <= 1, `${what}: ${answer.statuses}`);
      for (const status of answer.statuses) assert.ok(status >= 400 && status < 500, `${what}: ${status}`);
    }
  });
});

test('chunk extensions and trailers are parsed correctly: one body, no headers', async () => {
  const body = lines('2;ext="a b";x=y', '{}', '0', 'Authorization: Bearer x', 'X-User-Id: 1', '', '');
  const answer = await sendBytes(
    lines(
      'POST /api/v1/cart/items HTTP/1.1',
      host(),
      json,
      'Transfer-Encoding: chunked',
      'Connection: close',
      'Trailer: Authorization',
      '',
      body,
    ),
  );
  assert.deepEqual(answer.statuses.length, 1);
  assert.equal(answer.statuses[0], 400);
});

test('two pipelined requests on one connection get two responses, in order', async () => {
  const first = lines('GET /healthz/live HTTP/1.1', host(), '', '');
  const second = lines('GET /api/v1/nothing HTTP/1.1', host(), 'Connection: close', '', '');
  assert.deepEqual((await sendBytes(first + second)).statuses, [200, 404]);
});

test('rejects upgrades, tunnels and TRACE', async () => {
  const upgrade = await sendBytes(
    lines(
      'GET /api/v1/products?size=1 HTTP/1.1',
      host(),
      'Connection: Upgrade, HTTP2-Settings, close',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
      '',
      '',
    ),
  );
  assert.notEqual(upgrade.statuses[0], 101);
  const tunnel = await sendBytes(lines('CONNECT 127.0.0.1:22 HTTP/1.1', 'Host: 127.0.0.1:22', '', ''), 3_000);
  assert.ok(!tunnel.statuses.some((status) => status < 400), String(tunnel.statuses));
  const trace = await sendBytes(lines('TRACE / HTTP/1.1', host(), 'Connection: close', 'X-Secret: s3cret', '', ''));
  assert.ok((trace.statuses[0] ?? 0) >= 400);
  assert.ok(!trace.text.includes('s3cret'));
});
