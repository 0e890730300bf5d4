/**
 * The live status of orders, by one stream for all tabs of a browser: over HTTP/1.1 a browser has six connections to a shop, and
 * a stream in every tab would take them all. The tab that holds the Web Lock is the leader: it has the stream, for what all
 * tabs show, and passes on what comes. Only a visible tab that shows an order asks for the lock, and it releases it when it is
 * hidden; so the leader is never a frozen tab, and with every tab hidden there is no stream.
 *
 *   idle -> waiting (visible, shows an order) -> leader (lock granted) -> idle (hidden, or shows none)
 */
import type { Order } from '@mambogo/contracts/api/orders.ts';
import type { Connection } from './follow-orders.ts';

export interface Watcher {
  onOrder(order: Order): void;
  onConnection(connection: Connection): void;
}

export interface LiveOrders {
  /** @returns ends it */
  watch(orderId: string, watcher: Watcher): () => void;
}

export interface Stream {
  readonly orderIds: readonly string[];
  readonly signal: AbortSignal;
  onOrder(order: Order): void;
  onConnection(connection: Connection): void;
}

/** What the tabs say to each other. No token is ever sent. */
export type Message =
  | { readonly kind: 'who-watches' }
  | { readonly kind: 'watching'; readonly tab: string; readonly orderIds: readonly string[] }
  | { readonly kind: 'order'; readonly order: Order }
  | { readonly kind: 'connection'; readonly connection: Connection };

export interface Browser {
  /** Tells this tab from the others. */
  readonly tab: string;
  isVisible(): boolean;
  onVisibility(changed: () => void): void;
  /** Calls `hold` once no other tab is the leader; this tab is it until that resolves. */
  lead(signal: AbortSignal, hold: () => Promise<void>): Promise<void>;
  post(message: Message): void;
  onMessage(received: (message: Message) => void): void;
  openStream(stream: Stream): Promise<void>;
}

/** The most that the API follows in one stream. */
const most = 20;
/** Milliseconds: tabs that come back together are taken into one stream. */
const settling = 50;

export function createLiveOrders(browser: Browser): LiveOrders {
  const watchers = new Map<string, Set<Watcher>>();
  const elsewhere = new Map<string, readonly string[]>();
  const newest = new Map<string, Order>();
  let candidacy: AbortController | undefined;
  let isLeader = false;
  let connection: Connection | undefined;
  let stream: { readonly stop: AbortController; readonly orderIds: ReadonlySet<string> } | undefined;
  let isSettling = false;

  browser.onVisibility(changed);
  browser.onMessage((message) => {
    if (message.kind === 'order') return tellOrder(message.order);
    if (message.kind === 'connection') return tellConnection(message.connection);
    if (message.kind === 'who-watches') return announce();
    elsewhere.set(message.tab, message.orderIds);
    if (!isLeader || message.orderIds.length === 0) return;
    // What it missed while nobody knew of it.
    for (const id of message.orderIds) {
      const order = newest.get(id);
      if (order) browser.post({ kind: 'order', order });
    }
    if (connection) browser.post({ kind: 'connection', connection });
    renewStream();
  });

  function changed(): void {
    const wants = browser.isVisible() && watchers.size > 0;
    if (wants && !candidacy) stand();
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

  function stand(): void {
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
        // It may be wanted again by now.
        if (!candidacy && browser.isVisible() && watchers.size > 0) stand();
      });
  }

  /** Opens another one where an order is not in the one that is open. */
  function renewStream(): void {
    if (isSettling) return;
    isSettling = true;
    setTimeout(() => {
      isSettling = false;
      if (!isLeader) return;
      const wanted = new Set([...watchers.keys(), ...[...elsewhere.values()].flat()].slice(0, most));
      if (stream && [...wanted].every((id) => stream?.orderIds.has(id))) return;
      closeStream();
      openStream(wanted);
    }, settling);
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
          tellOrder(order);
          browser.post({ kind: 'order', order });
        },
        onConnection(now) {
          if (!isCurrent()) return;
          connection = now;
          tellConnection(now);
          browser.post({ kind: 'connection', connection: now });
        },
      })
      .catch(() => undefined)
      .finally(() => {
        // What is watched later needs another one.
        if (stream === opened) stream = undefined;
      });
  }

  function closeStream(): void {
    stream?.stop.abort();
    stream = undefined;
    connection = undefined;
    newest.clear();
  }

  function tellOrder(order: Order): void {
    for (const watcher of watchers.get(order.id) ?? []) watcher.onOrder(order);
  }

  function tellConnection(now: Connection): void {
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
