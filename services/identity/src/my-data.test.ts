/** A person's own account data, for their own copy of it. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMe, listMySecurityEvents, Me, OwnSecurityEvent } from '@mambogo/contracts/api/me.ts';
import { newId } from '@mambogo/contracts/ids.ts';
import { Cursor } from '@mambogo/contracts/page.ts';
import { logIn } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';

const Page = Cursor(OwnSecurityEvent);
const password = 'correct horse';
const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

let count = 0;
async function somebody() {
  const login = `owner-${++count}`;
  const email = `${login}@example.com`;
  const id = await identity.context.people.add({ login, password, email, roles: ['USER'] });
  assert.ok(id);
  // The scope is the provider's own: no scope of the API is needed.
  const { tokens } = await logIn(identity, login, password);
  return { id, login, email, token: tokens.access_token };
}
const ask = (path: string, token: string) =>
  identity.ask(getMe.path + path, { headers: { authorization: `Bearer ${token}` } });

test('users read their own account: names, devices, second factors', async () => {
  const [ada, bob] = [await somebody(), await somebody()];
  const passkey = { publicKey: Buffer.alloc(1), transports: [], counter: 0 };
  const { passkeys } = identity.context.secondFactors;
  await passkeys.add({ ...passkey, id: 'YWRh', personId: ada.id, name: 'Phone of Ada' });
  const response = await ask('', ada.token);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const me = Me.parse(await response.json());
  assert.deepEqual([me.id, me.login, me.email, me.roles], [ada.id, ada.login, ada.email, ['USER']]);
  assert.ok(Math.abs(Date.parse(me.createdAt) - Date.now()) < 60_000);
  assert.equal(me.sessions.length, 1);
  assert.deepEqual(
    me.secondFactors.passkeys.map(({ name }) => name),
    ['Phone of Ada'],
  );
  const { securityEvents, securityEventLog } = identity.context;
  securityEvents.flush();
  await securityEventLog.written();
  const exported = await securityEventLog.list({ subject: ada.id, code: 'person.exported', limit: 1 });
  assert.equal(exported.length, 1);
  const other = Me.parse(await (await ask('', bob.token)).json());
  assert.deepEqual([other.id, other.secondFactors.passkeys], [bob.id, []]);
});

test('users get only their own security events, page by page, without who else caused them', async () => {
  const [ada, bob] = [await somebody(), await somebody()];
  const { securityEvents, securityEventLog, database } = identity.context;
  securityEvents.flush();
  await securityEventLog.written();
  await database.query('delete from security_event');
  for (const subject of [ada.id, bob.id, ada.id, ada.id])
    await database.query(
      "insert into security_event (id, at, code, outcome, subject, actor, count) values ($1, now(), 'roles.changed', 'success', $2, $3, 1)",
      [newId(), subject, bob.id],
    );
  const page = async (query: string) => Page.parse(await (await ask(`/security-events?${query}`, ada.token)).json());
  const first = await page('size=2');
  const second = await page(`size=2&cursor=${first.next}`);
  assert.deepEqual([first.items.length, second.items.length, second.next], [2, 1, undefined]);
  const raw = await (await ask('/security-events', ada.token)).text();
  assert.ok(!raw.includes(bob.id));
});

test('rejects requests without a token, or for a deleted account', async () => {
  assert.equal((await identity.ask(getMe.path)).status, 401);
  assert.equal((await identity.ask(listMySecurityEvents.path)).status, 401);
  const ada = await somebody();
  await identity.context.people.remove(ada.id);
  assert.equal((await ask('', ada.token)).status, 401);
});
