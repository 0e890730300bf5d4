/**
 * An order's live status: connects, and resumes whenever the connection breaks. Ends when the server has nothing more to send,
 * when the reader stops reading, or when `signal` is aborted.
 */
import { Order } from '@mambogo/contracts/api/orders.ts';
import { NothingAnswersError, ProblemError } from './problem-error.ts';
import { openEvents } from './server-sent-events.ts';

export interface StatusEvent {
  readonly id: string;
  readonly order: Order;
}

export interface FollowOptions {
  /** Start after this event. */
  readonly lastEventId?: string;
  readonly signal?: AbortSignal;
}

export async function* followOrder(
  url: URL,
  token: () => Promise<string>,
  { lastEventId, signal }: FollowOptions = {},
): AsyncGenerator<StatusEvent> {
  let seen = lastEventId;
  for (;;) {
    const leave = new AbortController();
    const stop = signal ? AbortSignal.any([signal, leave.signal]) : leave.signal;
    try {
      const events = await openEvents(url, { token: await token(), lastEventId: seen, signal: stop });
      if (!events) return;
      for await (const { id, event, data } of events) {
        if (event !== 'status' || !id) continue;
        seen = id;
        yield { id, order: Order.parse(JSON.parse(data)) };
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (!isBroken(error)) throw error;
    } finally {
      leave.abort();
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The connection broke, or an intermediary is unavailable; not the order. */
const isBroken = (error: unknown): boolean =>
  (error instanceof ProblemError && [502, 503, 504].includes(error.status)) ||
  error instanceof NothingAnswersError ||
  (error instanceof Error &&
    (error.name === 'SocketError' || error.message === 'terminated' || error.name === 'AbortError'));
