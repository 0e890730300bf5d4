/** `kubectl mambogo` against the shop's API: log-in by a browser, orders, dead letters, log-out. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shopUrl } from './shop-under-test.ts';
import { createBrowser } from './shopper/browser.ts';
import { logInPages } from './shopper/log-in-pages.ts';
import { logInMerchant } from './shopper/merchant.ts';
import { type Shopper, signUpShopper } from './shopper/shopper.ts';
import { waitUntilConfirmed } from './shopper/wait-until-confirmed.ts';

const program = fileURLToPath(new URL('../kubectl/src/main.ts', import.meta.url));
const state = mkdtempSync(join(tmpdir(), 'mambogo-sessions-'));
let shopper: Shopper;
let orderId = '';

before(async () => {
  const merchant = await logInMerchant(shopUrl());
  shopper = await signUpShopper(shopUrl());
  const mug = await merchant.offer(5);
  await shopper.addToCart(mug.id, 1);
  orderId = (await shopper.placeOrder({ token: 'tok_ok' })).id;
  await waitUntilConfirmed(shopper, orderId);
});
after(() => rmSync(state, { recursive: true, force: true }));

/** @param onLogIn what the person does with the address that the command prints; undefined: the command must not ask */
async function mambogo(args: readonly string[], onLogIn?: (url: string) => Promise<unknown>) {
  const where = ['--url', shopUrl(), '--no-browser'];
  const env = { ...process.env, XDG_STATE_HOME: state, NO_COLOR: '1' };
  const child = spawn(process.execPath, [program, ...args, ...where], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stderr = '';
  let loggingIn: Promise<unknown> | undefined;
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    const url = /Log in at (\S+)\n/.exec(stderr)?.[1];
    if (url && !loggingIn && onLogIn) loggingIn = onLogIn(url);
    if (url && !onLogIn) child.kill();
  });
  const [stdout, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  await loggingIn;
  return { code, stdout, stderr };
}

/** Fills in the log-in's pages, and follows the redirect to the waiting command. */
const logInAs = (login: string, password: string) => async (url: string) => {
  const redirectUri = new URL(url).searchParams.get('redirect_uri') ?? '';
  const browser = createBrowser(redirectUri);
  const last = await logInPages(login, password)(browser, await browser.visit(new URL(url)));
  const page = await fetch(last.url);
  assert.match(await page.text(), /You are logged in/);
};

test('logs in by the browser once; the session is kept for its owner only', async () => {
  const { code, stdout, stderr } = await mambogo(['login'], logInAs('admin', 'admin'));
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^logged in; \d+ services can be seen\n$/);
  assert.equal(statSync(join(state, 'mambogo/sessions.json')).mode & 0o777, 0o600);
});

test('lists orders, and shows what happened to one in all services, by id and by number', async () => {
  const list = await mambogo(['orders', '--limit', '100']);
  assert.equal(list.code, 0, list.stderr);
  const number = new RegExp(`^(M\\S+) +CONFIRMED .*${orderId}$`, 'm').exec(list.stdout)?.[1] ?? '';
  for (const name of [orderId, number]) {
    const { code, stdout, stderr } = await mambogo(['order', name]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, new RegExp(`^${number}  CONFIRMED`));
    for (const event of ['order.placed', 'stock.reserved', 'payment.captured', 'order.confirmed'])
      assert.ok(stdout.includes(event), `${event} is missing:\n${stdout}`);
  }
  const stuck = await mambogo(['stuck', '-o', 'json']);
  assert.ok(Array.isArray(JSON.parse(stuck.stdout)), stuck.stderr);
});

test('lists dead letters, and explains the rejection of an unknown one', async () => {
  const list = await mambogo(['dead-letters']);
  assert.equal(list.code, 0, list.stderr);
  assert.match(list.stdout, /^(no dead letters are waiting|SERVICE)/);
  const { code, stderr } = await mambogo(['dead-letters', 'show', 'order', 'no-such-letter']);
  assert.equal(code, 1);
  assert.match(stderr, /^error: http.*: .*\n$/);
});

test('mistakes are named', async () => {
  const { stderr, code } = await mambogo(['order', 'not an order']);
  assert.deepEqual([code, stderr], [1, "error: not an order is neither an order's id nor its number\n"]);
});

test('after log-out it asks again', async () => {
  assert.equal((await mambogo(['logout'])).stdout, 'logged out\n');
  assert.equal((await mambogo(['logout'])).stdout, 'there is no session\n');
  assert.match((await mambogo(['stuck'])).stderr, /^Log in at http/);
});
