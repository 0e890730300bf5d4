import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createMessagingDatabase, dialects } from '@mambogo/testing/messaging/messaging-database.ts';
import { type RecordingSidecar, recordingSidecar } from '@mambogo/testing/messaging/recording-sidecar.ts';
import type { TestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import { Anchor } from './anchor.ts';
import { createChainAnchorer } from './chain-anchorer.ts';

const log = { table: 'step', key: 'walk', sequence: 'version', numbered: true, content: (row: object) => ({ ...row }) };
const skip = process.env.TEST_POSTGRES_URL && process.env.TEST_MYSQL_URL ? false : 'no database servers to test with';

for (const dialect of dialects)
  describe(`anchoring hash chains in ${dialect}`, { skip }, () => {
    let own: TestDatabase;
    let sidecar: RecordingSidecar;
    const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
    const file = join(folder, 'audit', 'walks.jsonl');

    before(async () => {
      own = await createMessagingDatabase(dialect);
      await own.database.query(
        `create table step (walk varchar(40), version int, hash varchar(64), at ${dialect === 'postgres' ? 'timestamptz' : 'datetime(3)'})`,
      );
    });
    after(async () => {
      await own?.drop();
      rmSync(folder, { recursive: true });
    });
    beforeEach(async () => {
      sidecar = recordingSidecar();
      await own.database.query('delete from step');
      await own.database.query('delete from chain_anchor');
      rmSync(join(folder, 'audit'), { recursive: true, force: true });
    });

    const anchorer = () =>
      createChainAnchorer({
        ...{ database: own.database, sidecar, pubsub: 'events', source: 'test', topic: 'test.anchors', file },
        ...{ logs: [log], seconds: 10, logger: pino({ level: 'silent' }) },
      });
    const addStep = (
      walk: string,
      version: number,
      at = dialect === 'postgres' ? 'current_timestamp(3)' : 'utc_timestamp(3)',
    ) => own.database.query(`insert into step values ('${walk}', ${version}, 'hash-${walk}${version}', ${at})`);
    const published = () => sidecar.published.map(({ entry }) => Anchor.parse((entry.event as { data: unknown }).data));
    const heads = () => published().flatMap((anchor) => anchor.heads.toSorted());

    it('publishes the head of every chain at first, then of those that changed, each once', async () => {
      await addStep('a', 1, "'2020-01-01 00:00:00'");
      await addStep('a', 2, "'2020-01-01 00:00:00'");
      await addStep('b', 1);
      const { anchorOnce } = anchorer();
      await anchorOnce();
      await anchorOnce();
      assert.deepEqual(heads(), [
        ['a', 2, 'hash-a2'],
        ['b', 1, 'hash-b1'],
      ]);
      await anchorOnce();
      assert.equal(heads().length, 2);
      await addStep('b', 2);
      await anchorOnce();
      assert.deepEqual(heads().slice(2), [['b', 2, 'hash-b2']]);
      assert.equal(sidecar.published[0]?.topic, 'test.anchors');
    });

    it('writes the same lines to the file, before they are published', async () => {
      await addStep('a', 1);
      const { anchorOnce } = anchorer();
      await anchorOnce();
      sidecar.beforePublish = async () => {
        throw new Error('the broker is away');
      };
      await assert.rejects(anchorOnce());
      sidecar.beforePublish = undefined;
      await anchorOnce();
      const lines = readFileSync(file, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => Anchor.parse(JSON.parse(line)));
      assert.deepEqual(
        lines.map((anchor) => anchor.heads),
        [[['a', 1, 'hash-a1']], [['a', 1, 'hash-a1']]],
      );
      assert.deepEqual(published(), lines.slice(1));
    });

    it('ends a line that a killed process did not finish', async () => {
      await addStep('a', 1);
      const { anchorOnce } = anchorer();
      await anchorOnce();
      await anchorOnce();
      const whole = readFileSync(file, 'utf8');
      writeFileSync(file, `${whole}\n{"at":"20`);
      await addStep('a', 2);
      await anchorOnce();
      const lines = readFileSync(file, 'utf8').split('\n');
      assert.deepEqual(Anchor.parse(JSON.parse(lines[2] ?? '')).heads, [['a', 2, 'hash-a2']]);
    });

    it('anchors all chains again when the file is new', async () => {
      await addStep('a', 1, "'2020-01-01 00:00:00'");
      const { anchorOnce } = anchorer();
      await anchorOnce();
      await anchorOnce();
      await anchorOnce();
      assert.equal(heads().length, 1);
      rmSync(file);
      await anchorOnce();
      assert.equal(heads().length, 2);
      assert.deepEqual(Anchor.parse(JSON.parse(readFileSync(file, 'utf8'))).heads, [['a', 1, 'hash-a1']]);
    });

    it('leaves a log alone that another instance is anchoring', async () => {
      await addStep('a', 1);
      const { anchorOnce } = anchorer();
      await anchorOnce();
      await own.database.transaction(async (manager) => {
        await manager.query('select * from chain_anchor for update');
        await anchorOnce();
      });
      assert.equal(sidecar.calls, 0);
      await anchorOnce();
      assert.equal(heads().length, 1);
    });
  });
