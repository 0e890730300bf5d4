import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { KubeConfig } from '@kubernetes/client-node';
import { ApiError } from './api-error.ts';
import { type Connection, createConnection } from './connection.ts';

interface Answer {
  readonly status: number;
  readonly retryAfter?: string;
}

let server: Server | undefined;
let connection: Connection | undefined;
afterEach(async () => {
  await connection?.close();
  server?.close();
});

/** An API server with scripted responses, repeating the last; `asked` gets the times in ms. */
async function answering(answers: readonly Answer[], asked: number[] = []): Promise<Connection> {
  server = createServer((_request, response) => {
    const { status, retryAfter } = answers[Math.min(asked.length, answers.length - 1)] ?? { status: 500 };
    asked.push(performance.now());
    response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end('{"kind":"Status"}');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const config = new KubeConfig();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  config.loadFromClusterAndUser({ name: 'test', server: url, skipTLSVerify: true }, { name: 'test' });
  connection = createConnection(config);
  return connection;
}

const get = { method: 'GET', path: '/api/v1/namespaces/x' } as const;
const failed = (status: number) => (error: unknown) => error instanceof ApiError && error.status === status;

test('retries after Retry-After and not before', async () => {
  const asked: number[] = [];
  const { send } = await answering([{ status: 429, retryAfter: '1' }, { status: 200 }], asked);
  assert.deepEqual(await send(get), { kind: 'Status' });
  const [first = 0, second = 0] = asked;
  assert.equal(asked.length, 2);
  assert.ok(second - first >= 1_000, `${second - first} ms`);
});

test("gives up after repeated throttling, with the server's message", async () => {
  const asked: number[] = [];
  const { send } = await answering([{ status: 429, retryAfter: '0' }], asked);
  await assert.rejects(send(get), failed(429));
  assert.equal(asked.length, 5);
});

test('fails immediately without Retry-After, or with a long one', async () => {
  for (const answer of [{ status: 503 }, { status: 503, retryAfter: '3600' }, { status: 409, retryAfter: '1' }]) {
    const asked: number[] = [];
    const { send } = await answering([answer], asked);
    await assert.rejects(send(get), failed(answer.status));
    assert.equal(asked.length, 1);
    await connection?.close();
    server?.close();
  }
});

test('aborts waiting when the caller stops', async () => {
  const { send } = await answering([{ status: 429, retryAfter: '30' }]);
  const stopping = new AbortController();
  const asked = send({ ...get, signal: stopping.signal });
  setTimeout(() => stopping.abort(), 20);
  await assert.rejects(asked, { name: 'AbortError' });
});
