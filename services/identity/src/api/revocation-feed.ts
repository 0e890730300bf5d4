/**
 * GET /internal/revocations?after=N: streams which access tokens end before they expire, one per line, for two minutes. For
 * services that verify tokens, through their sidecars.
 */
import { streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

/** Maximum number of unread bytes; a slower reader is disconnected and resumes from its cursor. */
const maxQueueLength = 1_048_576;

/**
 * Milliseconds after which the stream ends and readers reconnect: sidecars close a connection over which no request was sent
 * for three minutes, even while data flows back, and log a warning.
 */
const maxConnectionMs = 120_000;

export const streamRevocationsApi = ({ feed, stopping }: Pick<Context, 'feed' | 'stopping'>) =>
  handleRoute(streamRevocations, async ({ query, response }) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    const leave = feed.read(query.after, {
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
    return undefined;
  });
