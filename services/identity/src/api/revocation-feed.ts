/**
 * GET /internal/revocations?after=N: streams which access tokens end before they expire, one per line, for two minutes. For
 * services that verify tokens, through their sidecars.
 */
import { RevocationCursor, revocationsPath } from '@mambogo/contracts/api/internal-revocations.ts';
import { validationProblem } from '@mambogo/service/http/problem.ts';
import type { Express } from 'express';
import { z } from 'zod';
import type { Context } from '../context.ts';

const Query = z.object({ after: RevocationCursor.default(0) });

/** Maximum number of unread bytes; a slower reader is disconnected and resumes from its cursor. */
const maxQueueLength = 1_048_576;

/**
 * Milliseconds after which the stream ends and readers reconnect: sidecars close a connection over which no request was sent
 * for three minutes, even while data flows back, and log a warning.
 */
const maxConnectionMs = 120_000;

export function mountRevocationFeed(app: Express, { feed, stopping }: Pick<Context, 'feed' | 'stopping'>): void {
  app.get(revocationsPath, (request, response) => {
    const query = Query.safeParse(request.query);
    if (!query.success) throw validationProblem(query.error, ([name]) => `?${String(name)}`);
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const leave = feed.read(query.data.after, {
      send(lines) {
        response.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        if (response.writableLength > maxQueueLength) response.destroy();
      },
    });
    const end = () => void response.end();
    stopping.signal.addEventListener('abort', end);
    const timer = setTimeout(end, maxConnectionMs);
    if (stopping.signal.aborted) end();
    response.once('close', () => {
      clearTimeout(timer);
      leave();
      stopping.signal.removeEventListener('abort', end);
    });
  });
}
