import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { RevocationLine } from '@mambogo/contracts/api/internal-revocations.ts';
import { createSidecar } from '@mambogo/dapr/sidecar.ts';
import { until } from '@mambogo/testing/until.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { followRevocations } from './follow-revocations.ts';

const soon = Date.now() / 1_000 + 600;
const token = (sessionId: string) => ({ subject: 'ada', sessionId, epoch: 1, expiresAt: soon });
const ended = (sid: string, cursor: number): RevocationLine => ({ type: 'session', cursor, sid, until: soon });
const current = (cursor: number): RevocationLine => ({ type: 'current', cursor });

/** A sidecar in front of an identity service whose responses a test sets. */
async function startFeed(t: TestContext, respond: (after: string, response: ServerResponse) => void) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://sidecar');
    const after = searchParams.get('after') ?? '';
    asked.push(after);
    respond(after, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sidecar = createSidecar({
    httpPort: (server.address() as AddressInfo).port,
    apiToken: 'token',
    peers: { identity: 'shop-identity' },
  });
  const follower = followRevocations({
    sidecar,
    logger: createLogger('test', 'fatal'),
    stopping: new AbortController().signal,
    silenceTimeoutMs: 300,
    // Longer than the longest interval between two attempts.
    firstKnownTimeoutMs: 2_500,
  });
  t.after(async () => {
    await follower.stop();
    await sidecar.close();
    server.closeAllConnections();
    server.close();
  });
  return { follower, asked };
}

const sendLines = (response: ServerResponse, ...lines: unknown[]) =>
  response.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

test('knows earlier revocations before a token is verified, and later ones at once', async (t) => {
  const open: ServerResponse[] = [];
  const { follower } = await startFeed(t, (_after, response) => {
    open.push(response);
    sendLines(response, ended('one', 1));
    setTimeout(() => sendLines(response, current(1)), 50);
  });
  await follower.whenKnown();
  assert.ok(follower.isRevoked(token('one')));
  assert.ok(!follower.isRevoked(token('two')));
  sendLines(open[0] as ServerResponse, { type: 'of a later release', cursor: 9 }, ended('two', 2), current(2));
  await until('the revocation arrives', () => follower.isRevoked(token('two')), 1_000);
});

test('resumes a broken feed at its cursor and keeps what was known', async (t) => {
  const { follower, asked } = await startFeed(t, (after, response) => {
    sendLines(response, ...(after === '0' ? [ended('one', 1), current(1)] : [ended('two', 2), current(2)]));
    if (after === '0') setTimeout(() => response.destroy(), 50);
  });
  await follower.whenKnown().catch(() => undefined);
  await until('the revocation arrives', () => follower.isRevoked(token('two')), 2_000);
  assert.ok(follower.isRevoked(token('one')));
  assert.ok(asked.includes('1'), asked.join());
});

test('reconnects when the feed is silent', async (t) => {
  const { asked } = await startFeed(t, (_after, response) => sendLines(response, current(7))).then((started) => {
    started.follower.start();
    return started;
  });
  await until('it reconnects', () => asked.includes('7'), 3_000);
});

test('rejects while identity is unavailable at the start, and recovers', async (t) => {
  let isDown = true;
  const { follower } = await startFeed(t, (_after, response) => {
    if (isDown) response.writeHead(503).end();
    else sendLines(response, current(0));
  });
  await assert.rejects(follower.whenKnown(), /not known yet/);
  const waits = follower.whenKnown();
  isDown = false;
  await waits;
});

test('treats an identity service of the previous release, without a feed, as revoking nothing', async (t) => {
  const { follower } = await startFeed(t, (_after, response) => response.writeHead(404).end('{}'));
  await follower.whenKnown();
});
