/** Every way to tamper with each hash-chained log is noticed, and the first broken link is named. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hashChains as identityLogs } from '@mambogo/identity/src/store/hash-chains.ts';
import { anchoredChains, type Head } from '@mambogo/messaging/audit/anchor.ts';
import { verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { type ConsistentFixture, createConsistentFixture } from '../invariants/fixtures/consistent-fixture.ts';
import { storedLogs } from '../invariants/hash-chains.ts';
import { createIdentityLog, type IdentityLog } from './testing/identity-log.ts';
import { hashAgain, readRows, type TamperedLog, tamperings, writeRows } from './testing/tamper.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';
const anchoredAt = '2026-01-01T00:00:00.000Z';

describe('tampering with a hash-chained log', { skip }, () => {
  let shop: ConsistentFixture;
  let identity: IdentityLog;
  before(async () => {
    shop = await createConsistentFixture();
    identity = await createIdentityLog();
  });
  after(async () => {
    await shop?.drop();
    await identity?.drop();
  });
  beforeEach(async () => {
    await shop.repair();
    await identity.repair();
  });

  const everyLog = [
    ...storedLogs.map(({ store, log }) => ({
      ...{ service: store, log },
      open: (): TamperedLog => ({ database: shop[store], log, force: (sql) => shop.force(store, sql) }),
    })),
    ...identityLogs.map((log) => ({ service: 'identity', log, open: (): TamperedLog => ({ ...identity, log }) })),
  ];
  const brokenLinks = async ({ database, log }: TamperedLog, heads?: readonly Head[]) => {
    const anchors = heads && anchoredChains([{ at: anchoredAt, table: log.table, heads: [...heads], source: 'topic' }]);
    return (await verifyChains(database, log, anchors?.get(log.table))).broken;
  };
  const headsOf = async (stored: TamperedLog): Promise<Head[]> => {
    const { key, sequence } = stored.log;
    const rows = await readRows(stored);
    return rows.map((row) => [String(row[key]), Number(row[sequence]), String(row.hash)]);
  };

  for (const { service, log, open } of everyLog) {
    const { key, sequence, head } = log;
    const table = `${service} ${log.table}`;

    for (const { name, change, broken } of tamperings)
      it(`${table}: notices who ${name}`, async () => {
        const stored = open();
        const rows = await readRows(stored);
        assert.ok(rows.length >= 2);
        assert.deepEqual(await brokenLinks(stored), []);
        const changed = change(rows, stored.log);
        await writeRows(stored, changed);
        const [link, ...others] = await brokenLinks(stored);
        const named = stored.log.numbered ? broken + 1 : Number(changed[broken]?.[sequence]);
        assert.deepEqual([link?.table, link?.key, link?.sequence], [log.table, rows[0]?.[key], named], link?.what);
        assert.deepEqual(others, [], 'only the first broken link of a chain is named');
      });

    it(`${table}: notices who cuts its end, with the stored head or without`, async () => {
      const stored = open();
      const heads = await headsOf(stored);
      const rows = await readRows(stored);
      await writeRows(stored, rows.slice(0, -1));
      if (head) assert.match((await brokenLinks(stored))[0]?.what ?? '', /last_hash is another/);
      await hashAgain(stored);
      assert.deepEqual(await brokenLinks(stored), [], 'only the anchors know');
      const [link] = await brokenLinks(stored, heads.slice(-1));
      assert.equal(link?.sequence, heads.at(-1)?.[1]);
      assert.equal(link?.what, `it is missing: the topic anchored it at ${anchoredAt}`);
    });

    it(`${table}: notices who writes the whole chain again`, async () => {
      const stored = open();
      const heads = await headsOf(stored);
      const rows = await readRows(stored);
      await writeRows(
        stored,
        rows.map((row, at) => (at === 0 ? { ...row, at: new Date(0) } : row)),
      );
      await hashAgain(stored);
      assert.deepEqual(await brokenLinks(stored), [], 'only the anchors know');
      const [link] = await brokenLinks(stored, heads.slice(-1));
      assert.equal(link?.sequence, heads.at(-1)?.[1]);
      assert.match(link?.what ?? '', /another than when the topic anchored it .* the chain was rewritten/);
    });

    it(`${table}: notices who deletes a chain`, async () => {
      const stored = open();
      const heads = await headsOf(stored);
      await writeRows(stored, []);
      const [link] = await brokenLinks(stored, heads);
      assert.match(link?.what ?? '', /the chain is missing: the topic anchored it/);
      if (head) assert.match((await brokenLinks(stored))[0]?.what ?? '', /the chain is missing/);
    });
  }
});
