/** Security events: counted, stored in few rows, and listed for administrators. */

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listSecurityEvents, SecurityEventEntry } from '@mambogo/contracts/api/security-events.ts';
import { Cursor } from '@mambogo/contracts/page.ts';
import { logIn } from '../testing/client.ts';
import { type RunningIdentity, startIdentity } from '../testing/start-identity.ts';
import { createVisitors } from '../testing/visitors.ts';

const SecurityEventPage = Cursor(SecurityEventEntry);

const cleaning: (() => Promise<unknown>)[] = [];
let identity: RunningIdentity;
before(async () => {
  identity = await startIdentity({ after: (clean) => cleaning.unshift(clean) }, { LOCKOUT_AFTER: '3' });
});
after(async () => {
  for (const clean of cleaning) await clean();
});

const { visitor, freeze, forgetAll } = createVisitors(() => identity);

test('every wrong password is counted and shown to administrators, in few log lines', async () => {
  await forgetAll();
  const { database, securityEventLog, securityEvents } = identity.context;
  securityEvents.flush();
  await securityEventLog.written();
  await database.query('delete from security_event');
  const counted = () => securityEvents.counts().find(({ code }) => code === 'login.throttled')?.count ?? 0;
  const before = counted();
  const tryIt = await visitor('203.0.113.77');
  for (let time = 0; time < 33; time++) {
    await tryIt('demo', 'wrong');
    if (time === 2) await freeze();
  }
  assert.equal(counted() - before, 30);
  securityEvents.flush();
  await securityEventLog.written();
  const { tokens } = await logIn(identity, 'admin', 'admin');
  const list = async (query: string, status = 200) => {
    const headers = { authorization: `Bearer ${tokens.access_token}` };
    const response = await identity.ask(`${listSecurityEvents.path}?${query}`, { headers });
    assert.equal(response.status, status);
    return SecurityEventPage.parse(await response.json());
  };
  const subject = '01980000-0000-7000-8000-00000000d301';
  const { items } = await list(`subject=${subject}`);
  assert.ok(items.length <= 6, String(items.length));
  const sum = (code: string) => items.reduce((total, one) => total + (one.code === code ? one.count : 0), 0);
  assert.deepEqual([sum('login.failed'), sum('login.throttled')], [3, 30]);
  assert.ok(items.every(({ network, outcome }) => network === '203.0.113.0/24' && outcome !== 'success'));
  assert.deepEqual((await list('code=password.changed')).items, []);
  assert.deepEqual((await list(`since=${new Date(Date.now() + 60_000).toISOString()}`)).items, []);
  const first = await list('size=1');
  assert.equal((await list(`size=1&cursor=${first.next}`)).items.length, 1);
  const rows = await database.query('select * from security_event');
  assert.doesNotMatch(JSON.stringify(rows), /"demo"/, 'no login');
  const { tokens: shopper } = await logIn(identity, 'demo', 'demo');
  const headers = { authorization: `Bearer ${shopper.access_token}` };
  assert.equal((await identity.ask(listSecurityEvents.path, { headers })).status, 403);
});
