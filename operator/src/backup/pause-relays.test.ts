import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mysqlRelayLock, postgresLeaseLock, postgresRelayLock } from '@mambogo/contracts/events/relay-lock.ts';
import { createConnection } from 'mysql2/promise';
import { parseDatabaseSource } from './database-source.ts';
import { pauseRelays, postgresClient } from './pause-relays.ts';

const at = (variable: string) =>
  parseDatabaseSource('test', process.env[variable] ?? assert.fail(`${variable} is not set`));

test('holds the locks of both dialects while relays are paused, and releases them', async () => {
  const [postgres, mysql] = [at('TEST_POSTGRES_URL'), at('TEST_MYSQL_URL')];
  const client = postgresClient(postgres);
  await client.connect();
  const connection = await createConnection(process.env.TEST_MYSQL_URL ?? '');
  const free = async () => {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine, pg_try_advisory_lock($2) as leases', [
      postgresRelayLock,
      postgresLeaseLock,
    ]);
    await client.query('select pg_advisory_unlock_all()');
    const [found] = await connection.query(`select is_free_lock(${mysqlRelayLock}) as mine`);
    return [rows[0].mine, rows[0].leases, JSON.stringify(found) === '[{"mine":1}]'];
  };
  try {
    assert.deepEqual(await free(), [true, true, true]);
    const resume = await pauseRelays([postgres, mysql]);
    assert.deepEqual(await free(), [false, false, false]);
    await resume();
    assert.deepEqual(await free(), [true, true, true]);
    await assert.rejects(pauseRelays([postgres, { ...mysql, port: 1 }]), /ECONNREFUSED/);
    assert.deepEqual(await free(), [true, true, true], 'a failed pause holds no lock');
  } finally {
    await client.end();
    await connection.end();
  }
});
