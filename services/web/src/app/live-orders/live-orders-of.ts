/**
 * The live orders of a user in this browser. Without Web Locks or BroadcastChannel (pages without HTTPS have no locks), every
 * tab is its own leader: it has its own stream while it is visible, and none while it is hidden.
 */
import { api } from '../api/client.ts';
import { newIdempotencyKey } from '../api/new-idempotency-key.ts';
import { followOrders } from './follow-orders.ts';
import { createLiveOrders, type LiveOrders, type Message } from './live-orders.ts';

const known = new Map<string, LiveOrders>();

/** @param owner the user's id: data is not passed to tabs of another user */
export function liveOrdersOf(owner: string): LiveOrders {
  const existing = known.get(owner);
  if (existing) return existing;
  const name = `mambogo-live-orders-${owner}`;
  const locks = 'locks' in navigator && typeof BroadcastChannel !== 'undefined' ? navigator.locks : undefined;
  const channel = locks && new BroadcastChannel(name);
  const created = createLiveOrders({
    tab: newIdempotencyKey(),
    isVisible: () => document.visibilityState === 'visible',
    onVisibility: (changed) => document.addEventListener('visibilitychange', changed),
    lead: (signal, hold) => (locks ? locks.request(name, { signal }, hold) : hold()),
    post: (message) => channel?.postMessage(message),
    onMessage(received) {
      if (channel) channel.onmessage = ({ data }: MessageEvent<Message>) => received(data);
    },
    openStream: (stream) => followOrders({ client: api, ...stream }),
  });
  known.set(owner, created);
  return created;
}
