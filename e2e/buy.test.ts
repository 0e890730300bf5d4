/** `npm run buy` as people run it: its exit codes and its output. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shopUrl } from './shop-under-test.ts';
import { logInPages } from './shopper/log-in-pages.ts';
import { openSession } from './shopper/session.ts';

async function buy(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('buy.ts', import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, out, err };
}

const here = () => ['--url', shopUrl()];

// One after the other: they share the demo customer's cart.
test('prints a purchase, a declined card and a sold-out product to their ends', async () => {
  const paid = await buy(...here());
  assert.equal(paid.code, 0, paid.err);
  for (const word of [/Logged in as demo/, /CONFIRMED/, /reference/, /order\.placed/, /stock\.committed/, /payment\./])
    assert.match(paid.out, word);

  const declined = await buy(...here(), '--card', 'tok_declined');
  assert.equal(declined.code, 0, declined.err);
  for (const word of [/AWAITING_PAYMENT/, /payment FAILED/, /waits for another card/]) assert.match(declined.out, word);

  for (const first of ['tok_insufficient_funds', 'tok_declined']) {
    const second = await buy(...here(), '--card', first, '--then-card', 'tok_ok');
    assert.equal(second.code, 0, second.err);
    for (const word of [/payment FAILED/, /Another card: tok_ok/, /CONFIRMED/]) assert.match(second.out, word);
  }

  const cancelled = await buy(...here(), '--cancel');
  assert.equal(cancelled.code, 0, cancelled.err);
  for (const word of [/CONFIRMED/, /Cancelled/, /CANCELLED/, /payment\.refunded/]) assert.match(cancelled.out, word);

  const missing = await buy(...here(), '--out-of-stock');
  assert.equal(missing.code, 0, missing.err);
  for (const word of [/CANCELLED/, /out-of-stock/]) assert.match(missing.out, word);
});

test('invalid options exit with 64 and list the valid ones', async () => {
  for (const args of [
    ['--colour', 'red'],
    ['--card', 'gold'],
    ['--then-card', 'tok_ok'],
    ['--card', 'tok_declined', '--cancel'],
    ['--url', 'nowhere'],
    ['apples'],
  ]) {
    const { code, err } = await buy(...args);
    assert.equal(code, 64, args.join(' '));
    assert.match(err, /npm run buy -- --help/);
  }
});

test('an unreachable shop or a wrong password is reported in one clear line', async () => {
  const unreachable = await buy('--url', 'http://127.0.0.1:9');
  assert.equal(unreachable.code, 1);
  assert.equal(unreachable.err, 'no response from http://127.0.0.1:9: is the shop running? check the port\n');
  const wrongPort = await buy('--port-offset', '49999');
  assert.match(wrongPort.err, /^no response from http:\/\/localhost:58079: .* npm start -- --port-offset 49999\n$/);
  const unknownLogin = await buy(...here(), '--login', `nobody-${process.pid}`);
  assert.equal(unknownLogin.code, 1);
  assert.match(unknownLogin.err, /^the shop rejected the log-in of nobody-\d+: [^\n]{1,100}\n$/);
  assert.match(unknownLogin.err, /User name or password is not right/);
});

test('another server or protocol is reported in one clear line', async () => {
  const page = '<!doctype html><html><head><style>p{color:red}</style></head><body><p>It works!</p></body></html>';
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const at = `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  try {
    const other = await buy('--url', `http://${at}`);
    assert.equal(other.err, `http://${at} is not a Mambogo shop: another server responded (status 200)\n`);
    const secure = await buy('--url', `https://${at}`);
    assert.match(secure.err, /^no response from https:.*\n$/);
  } finally {
    server.close();
  }
});

test('with an external identity provider it explains how to continue, and accepts a token', async () => {
  const facts = JSON.stringify({ issuer: 'https://login.example.com/realms/shop' });
  const page = `<script type="application/json" id="shop-facts" nonce="x">${facts}</script>`;
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/' ? 200 : 404;
    response.end(request.url === '/' ? page : '{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  try {
    const { code, err } = await buy('--url', url);
    assert.equal(code, 1);
    assert.match(err, /external issuer https:\/\/login\.example\.com\/realms\/shop, .*MAMBOGO_TOKEN or --token\n$/);
  } finally {
    server.close();
  }
  const session = await openSession(shopUrl(), logInPages('demo', 'demo'));
  const paid = await buy(...here(), '--token', await session.token());
  assert.equal(paid.code, 0, paid.err);
  assert.match(paid.out, /CONFIRMED/);
});
