/**
 * Live order status with one stream for all tabs of a browser: over HTTP/1.1 a browser opens at most six connections to a
 * host, and a stream in every tab would use them up. The tab that holds the Web Lock is the leader: it streams the orders that
 * all tabs show and broadcasts the changes. Only a visible tab that shows an order requests the lock, and releases it when it
 * is hidden; so the leader is never a frozen tab, and there is no stream while all tabs are hidden.
 *
 *   idle -> waiting (visible, shows an order) -> leader (lock granted) -> idle (hidden, or shows none)
 */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import type { Connection } from './follow-orders.ts';

export interface Watcher {
  onOrder(order: Order): void;
  onConnection(connection: Connection): void;
}

export interface LiveOrders {
  /** @returns stops watching */
  watch(orderId: string, watcher: Watcher): () => void;
}

export interface Stream {
  readonly orderIds: readonly string[];
  readonly signal: AbortSignal;
  onOrder(order: Order): void;
  onConnection(connection: Connection): void;
}

/** The messages between tabs. They never contain a token. */
export type Message =
  | { readonly kind: 'who-watches' }
  | { readonly kind: 'watching'; readonly tab: string; readonly orderIds: readonly string[] }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'connection'; readonly connection: Connection };

export interface Browser {
  /** Unique id of this tab. */
  readonly tab: string;
  isVisible(): boolean;
  onVisibility(changed: () => void): void;
  /** Calls `hold` once no other tab is the leader; this tab is the leader until it resolves. */
  lead(signal: AbortSignal, hold: () => Promise<void>): Promise<void>;
  post(message: Message): void;
  onMessage(received: (message: Message) => void): void;
  openStream(stream: Stream): Promise<void>;
}

/** Milliseconds to wait so that tabs that become visible together share one stream. */
const debounceMs = 50;

export function createLiveOrders(browser: Browser): LiveOrders {
  const watchers = new Map<string, Set<Watcher>>();
  const elsewhere = new Map<string, readonly string[]>();
  const newest = new Map<string, Order>();
  let candidacy: AbortController | undefined;
  let isLeader = false;
  let connection: Connection | undefined;
  let stream: { readonly stop: AbortController; readonly orderIds: ReadonlySet<string> } | undefined;
  let isScheduled = false;

  browser.onVisibility(changed);
  browser.onMessage((message) => {
    if (message.kind === 'order') return notifyOrder(message.order);
    if (message.kind === 'connection') return notifyConnection(message.connection);
    if (message.kind === 'who-watches') return announce();
    elsewhere.set(message.tab, message.orderIds);
    if (!isLeader || message.orderIds.length === 0) return;
    // The state that the tab has missed so far.
    for (const id of message.orderIds) {
      const order = newest.get(id);
      if (order) browser.post({ kind: 'order', order });
    }
    if (connection) browser.post({ kind: 'connection', connection });
    renewStream();
  });

  function changed(): void {
    const wants = browser.isVisible() && watchers.size > 0;
    if (wants && !candidacy) runForLeader();
    if (!wants) candidacy?.abort();
    if (isLeader) renewStream();
    announce();
  }

  function announce(): void {
    browser.post({
      kind: 'watching',
      tab: browser.tab,
      orderIds: browser.isVisible() ? [...watchers.keys()] : [],
    });
  }

  function runForLeader(): void {
    const own = new AbortController();
    candidacy = own;
    const over = new Promise<void>((resolve) => own.signal.addEventListener('abort', () => resolve()));
    browser
      .lead(own.signal, async () => {
        isLeader = true;
        elsewhere.clear();
        browser.post({ kind: 'who-watches' });
        renewStream();
        await over;
        isLeader = false;
        closeStream();
      })
      .catch(() => undefined)
      .finally(() => {
        if (candidacy === own) candidacy = undefined;
        // A stream may be needed again by now.
        if (!candidacy && browser.isVisible() && watchers.size > 0) runForLeader();
      });
  }

  /** Reopens the stream if it does not cover all watched orders. */
  function renewStream(): void {
    if (isScheduled) return;
    isScheduled = true;
    setTimeout(() => {
      isScheduled = false;
      if (!isLeader) return;
      const wanted = new Set([...watchers.keys(), ...[...elsewhere.values()].flat()].slice(0, limits.followedOrders));
      if (stream && [...wanted].every((id) => stream?.orderIds.has(id))) return;
      closeStream();
      openStream(wanted);
    }, debounceMs);
  }

  function openStream(orderIds: ReadonlySet<string>): void {
    const opened = { stop: new AbortController(), orderIds };
    stream = opened;
    const { signal } = opened.stop;
    const isCurrent = () => !signal.aborted;
    browser
      .openStream({
        orderIds: [...orderIds],
        signal,
        onOrder(order) {
          if (!isCurrent()) return;
          newest.set(order.id, order);
          notifyOrder(order);
          browser.post({ kind: 'order', order });
        },
        onConnection(now) {
          if (!isCurrent()) return;
          connection = now;
          notifyConnection(now);
          browser.post({ kind: 'connection', connection: now });
        },
      })
      .catch(() => undefined)
      .finally(() => {
        // Orders that are watched later need a new stream.
        if (stream === opened) stream = undefined;
      });
  }

  function closeStream(): void {
    stream?.stop.abort();
    stream = undefined;
    connection = undefined;
    newest.clear();
  }

  function notifyOrder(order: Order): void {
    for (const watcher of watchers.get(order.id) ?? []) watcher.onOrder(order);
  }

  function notifyConnection(now: Connection): void {
    for (const group of watchers.values()) for (const watcher of group) watcher.onConnection(now);
  }

  return {
    watch(orderId, watcher) {
      const group = watchers.get(orderId) ?? new Set();
      watchers.set(orderId, group.add(watcher));
      changed();
      return () => {
        group.delete(watcher);
        if (group.size === 0 && watchers.get(orderId) === group) watchers.delete(orderId);
        changed();
      };
    },
  };
}
