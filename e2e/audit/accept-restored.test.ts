/** A database that was restored to an earlier time can be accepted, and nothing else with it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { hashChains } from '@mambogo/identity/src/store/hash-chains.ts';
import { type Anchor, anchoredChains, type SourcedAnchor } from '@mambogo/messaging/audit/anchor.ts';
import { appendStaffAction } from '@mambogo/messaging/audit/staff-action-log.ts';
import { verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { acceptRestored } from './accept-restored.ts';
import { createIdentityLog, type IdentityLog } from './testing/identity-log.ts';
import { hashAgain, readRows, writeRows } from './testing/tamper.ts';

const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';
const log = hashChains[0] ?? assert.fail();
const by = {
  at: '2026-01-03T00:00:00.000Z',
  by: 'ann',
  reason: 'disk lost',
  restoredTo: '2026-01-01T12:00:00.000Z',
};

describe('a database that was restored', { skip }, () => {
  let identity: IdentityLog;
  before(async () => {
    identity = await createIdentityLog();
  });
  after(() => identity?.drop());
  beforeEach(() => identity.repair());
  const stored = () => ({ ...identity, log });

  /** The first entry was anchored before the time of the backup, the second after it. */
  async function anchorsOf(): Promise<SourcedAnchor[]> {
    const rows = await readRows(stored());
    return rows.map((row, index) => ({
      ...{ at: `2026-01-0${index + 1}T00:00:00.000Z`, table: log.table, source: 'topic' },
      heads: [[String(row.subject), Number(row.version), String(row.hash)]],
    }));
  }
  /** As a restore leaves it: the last entry and the head of it are gone. */
  async function setBack(): Promise<void> {
    await writeRows(stored(), (await readRows(stored())).slice(0, -1));
    await hashAgain(stored());
    await identity.force('update staff_action_chain set version = 1');
  }
  const brokenLinks = async (anchors: readonly SourcedAnchor[]) =>
    (await verifyChains(identity.database, log, anchoredChains(anchors).get(log.table) ?? new Map())).broken;
  const sourced = (anchors: readonly Anchor[]): SourcedAnchor[] => anchors.map((one) => ({ ...one, source: 'file' }));

  it('is reported until it is accepted, also when it has gone on since; what is lost later is reported again', async () => {
    const anchors = await anchorsOf();
    await setBack();
    assert.equal((await brokenLinks(anchors)).length, 1);
    const [row] = await readRows(stored());
    const subject = String(row?.subject);
    await appendStaffAction(
      identity.database.manager,
      { actor: 'merchant:test' },
      { kind: 'person', subject, type: 'roles.changed', data: { roles: 'USER OPERATOR' } },
    );
    const { anchors: written, refused } = await acceptRestored(identity.database, log, anchors, by);
    assert.deepEqual(refused, []);
    assert.deepEqual(written[0]?.accepted?.from, [[subject, 2]]);
    assert.equal(written[0]?.heads[0]?.[1], 2);
    const all = [...anchors, ...sourced(written)];
    assert.deepEqual(await brokenLinks(all), []);
    assert.deepEqual((await acceptRestored(identity.database, log, all, by)).anchors, [], 'nothing is left to accept');
    await setBack();
    assert.match((await brokenLinks(all))[0]?.what ?? '', /the file anchored it at 2026-01-03/);
  });

  it('whose log was changed before the time of the backup is refused', async () => {
    const anchors = await anchorsOf();
    const rows = await readRows(stored());
    await writeRows(
      stored(),
      rows.map((row, index) => (index === 0 ? { ...row, actor: 'merchant:other' } : row)),
    );
    await hashAgain(stored());
    const { anchors: written, refused } = await acceptRestored(identity.database, log, anchors, by);
    assert.deepEqual([written, refused.map(({ sequence }) => sequence)], [[], [1]]);
  });

  it('whose chains are broken in themselves is refused', async () => {
    const anchors = await anchorsOf();
    const rows = await readRows(stored());
    await writeRows(
      stored(),
      rows.map((row, index) => (index === 1 ? { ...row, actor: 'merchant:other' } : row)),
    );
    const { anchors: written, refused } = await acceptRestored(identity.database, log, anchors, by);
    assert.deepEqual(written, []);
    assert.ok(refused.some(({ sequence }) => sequence === 2));
  });
});
