import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { test } from 'node:test';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import { createTestDatabase, type TestDialect } from '@mambogo/testing/test-database.ts';
import { until } from '@mambogo/testing/until.ts';
import { pino } from 'pino';
import { connect } from './connect.ts';
import { createDatabase } from './database.ts';

const quiet = pino({ level: 'silent' });
const empty = { pool: 1, appId: 'test', entities: [], migrations: [], logger: quiet };

for (const dialect of ['postgres', 'mysql'] satisfies TestDialect[]) {
  test(`waits for a ${dialect} that is unavailable at first`, async (t) => {
    const own = await createTestDatabase(dialect);
    t.after(() => own.drop());
    const url = new URL(own.url);
    const port = await freePort();
    const logLines: string[] = [];
    const logger = pino({ base: null }, { write: (line: string) => void logLines.push(line) });
    const database = createDatabase({ ...empty, url: moved(own.url, port), password: own.password });
    const connecting = connect(database, logger);
    await until('it waits', () => logLines.length > 0);
    assert.match(logLines[0] ?? '', /waiting for the database/);

    const close = await openDoor(port, url);
    t.after(close);
    await connecting;
    t.after(() => database.destroy());
    assert.equal((await database.query('select 1')).length, 1);
    assert.equal(logLines.length, 1);
  });

  test(`gives up on a ${dialect} that stays unavailable, with one line that names it without password`, async () => {
    const url = `${dialect}://somebody@127.0.0.1:${await freePort()}/shop`;
    const database = createDatabase({ ...empty, url, password: 'secret' });
    await assert.rejects(connect(database, quiet, { timeoutMs: 300 }), ({ message }: Error) => {
      assert.match(message, /^(postgres|mariadb) at 127.0.0.1:\d+ could not be reached for 0 s \(ECONNREFUSED\): .*$/);
      return !message.includes('secret');
    });
  });
}

test('waits for an unknown host name until the service is stopped', async () => {
  const stopping = new AbortController();
  const database = createDatabase({ ...empty, url: 'postgres://somebody@nowhere.invalid:5432/shop', password: '' });
  const connecting = connect(database, quiet, { signal: stopping.signal });
  stopping.abort(new Error('the service is stopping'));
  await assert.rejects(connecting, /the service is stopping/);
});

test('throws errors of the store itself at once', async (t) => {
  const own = await createTestDatabase('postgres');
  t.after(() => own.drop());
  const database = createDatabase({ ...empty, url: own.url, password: 'wrong' });
  await assert.rejects(connect(database, quiet), /password authentication failed/);
});

function moved(from: string, port: number): string {
  const url = new URL(from);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}

/** @returns what closes it */
async function openDoor(port: number, { hostname, port: to }: URL): Promise<() => void> {
  const sockets = new Set<Socket>();
  const door = createServer((outside) => {
    const inside = dial({ host: hostname, port: Number(to) });
    for (const socket of [outside, inside]) sockets.add(socket.on('error', () => undefined));
    outside.pipe(inside).pipe(outside);
  }).listen(port, '127.0.0.1');
  await once(door, 'listening');
  return () => {
    door.close();
    for (const socket of sockets) socket.destroy();
  };
}
