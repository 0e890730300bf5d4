import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createDatabase } from '@mambogo/service/database/database.ts';
import { probeDatabase, type StoreProbe } from '@mambogo/service/database/store-probe.ts';
import { createTestDatabase, type TestDatabase } from '@mambogo/testing/test-database.ts';
import { pino } from 'pino';
import type { DataSource } from 'typeorm';
import { openTcpProxy, type TcpProxy } from '../chaos/environment/tcp-proxy.ts';

const timeout = 500;

for (const dialect of ['postgres', 'mysql'] as const)
  describe(`the probe of ${dialect}`, () => {
    let own: TestDatabase;
    let wire: TcpProxy;
    let database: DataSource;
    let probe: StoreProbe;
    before(async () => {
      own = await createTestDatabase(dialect);
      const url = new URL(own.url);
      wire = await openTcpProxy(0, Number(url.port));
      url.port = String(wire.port);
      url.hostname = '127.0.0.1';
      const schema = { entities: [], migrations: [], logger: pino({ level: 'silent' }) };
      database = createDatabase({ ...schema, url: url.href, password: own.password, pool: 1, appId: 'test' });
      await database.initialize();
      probe = probeDatabase(database, timeout);
    });
    after(async () => {
      await probe.close();
      await database.destroy();
      await wire.close();
      await own.drop();
    });

    test('succeeds while every connection of the pool is taken', async () => {
      await database.transaction(async (all) => {
        await all.query('select 1');
        await probe.ping();
      });
    });

    test('fails when the connection breaks, and succeeds with the next one', async () => {
      wire.set({ type: 'cut' });
      await assert.rejects(probe.ping());
      await assert.rejects(probe.ping());
      wire.set({ type: 'pass' });
      await probe.ping();
    });

    test('fails when there is no response, and succeeds once there is one', async () => {
      wire.set({ type: 'freeze' });
      const began = performance.now();
      await assert.rejects(probe.ping());
      assert.ok(performance.now() - began >= timeout - 50, 'it waited for a response');
      wire.set({ type: 'pass' });
      await probe.ping();
    });
  });
