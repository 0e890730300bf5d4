import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import { attempt, spa } from '../../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../../testing/start-identity.ts';
import { cookieNames, migrateOldCookies } from './session-cookies.ts';

const clean: (() => unknown)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (one) => clean.push(one) }, { PUBLIC_URL: 'https://shop.example/' });
});
after(async () => {
  for (const one of clean.reverse()) await one();
});

/** Cookies of a started log-in, as the provider sets and signs them. */
async function begin(): Promise<{ readonly page: string; readonly cookies: Map<string, string> }> {
  const begun = await identity.ask(attempt({ ...spa, redirect_uri: 'https://shop.example/callback' }).address);
  const pairs = begun.headers.getSetCookie().map((line) => line.split(';', 1)[0]?.split('=') as [string, string]);
  return { page: begun.headers.get('location') ?? '', cookies: new Map(pairs) };
}
const header = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
const open = async (page: string, cookie: string) => {
  const { status } = await identity.ask(new URL(page, 'https://shop.example').pathname, {
    headers: { cookie, accept: 'text/html' },
  });
  return status;
};

test('a log-in continues with its cookies, and fails without them', async () => {
  const { page, cookies } = await begin();
  assert.equal(await open(page, header(cookies)), 200);
  assert.notEqual(await open(page, ''), 200);
});

test('accepts the previous release’s cookies without a prefix, only with a valid signature', () => {
  const keys = identity.context.secrets.cookieKeys;
  const adopted = (cookie: string): string => {
    const request = { headers: { cookie } };
    migrateOldCookies(true, keys)(request as never, {} as never, () => undefined);
    return request.headers.cookie;
  };
  // Signed like keygrip, which signs the provider's own cookies.
  const old = `mambogo_session=abc; mambogo_session.sig=${signatureOf('mambogo_session=abc')}`;
  assert.equal(
    adopted(old),
    `${old}; __Host-mambogo_session=abc; __Host-mambogo_session.sig=${signatureOf('__Host-mambogo_session=abc')}`,
  );
  for (const bad of [
    'mambogo_session=abc',
    'mambogo_session=abc; mambogo_session.sig=x',
    `${old.replace('=abc', '=abd')}`,
    `${old}; __Host-mambogo_session=mine`,
  ])
    assert.equal(adopted(bad), bad);
});

test('a log-in that began before the update continues', async () => {
  const { page, cookies } = await begin();
  const names = cookieNames(true);
  const value = cookies.get(names.interaction) ?? '';
  const cookie = `mambogo_log_in=${value}; mambogo_log_in.sig=${signatureOf(`mambogo_log_in=${value}`)}`;
  assert.equal(await open(page, cookie), 200);
});

const signatureOf = (data: string): string =>
  createHmac('sha1', identity.context.secrets.cookieKeys[0] ?? '')
    .update(data)
    .digest('base64url');
