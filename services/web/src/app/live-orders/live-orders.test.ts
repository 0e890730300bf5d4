/** Tabs on Node's Web Locks and BroadcastChannel; their streams are recorded. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { until } from '@mambogo/testing/until.ts';
import { createLiveOrders, type LiveOrders, type Message, type Stream } from './live-orders.ts';

interface Tab {
  readonly live: LiveOrders;
  readonly seen: string[];
  readonly connections: string[];
  show(isVisible: boolean): void;
  watch(id: string): () => void;
}

describe('live orders of a browser', () => {
  let open: (Stream & { readonly tab: string })[];
  let channels: BroadcastChannel[];
  let tabs: Tab[];
  let name: string;

  beforeEach((context) => {
    [open, channels, tabs, name] = [[], [], [], context.name];
  });
  afterEach(() => {
    for (const tab of tabs) tab.show(false);
    for (const channel of channels) channel.close();
  });

  function newTab(title: string, { alone = false } = {}): Tab {
    const channel = alone ? undefined : new BroadcastChannel(name);
    if (channel) channels.push(channel);
    let isVisible = true;
    let changed = () => {};
    const seen: string[] = [];
    const connections: string[] = [];
    const live = createLiveOrders({
      tab: title,
      isVisible: () => isVisible,
      onVisibility: (listener) => {
        changed = listener;
      },
      lead: (signal, hold) => (alone ? hold() : navigator.locks.request(name, { signal }, hold)),
      post: (message) => channel?.postMessage(message),
      onMessage: (received) => {
        if (channel) channel.onmessage = ({ data }: { data: Message }) => received(data);
      },
      openStream(stream) {
        const entry = { ...stream, tab: title };
        open.push(entry);
        return new Promise((resolve) =>
          stream.signal.addEventListener('abort', () => {
            open = open.filter((one) => one !== entry);
            resolve();
          }),
        );
      },
    });
    const tab: Tab = {
      live,
      seen,
      connections,
      show(visible) {
        isVisible = visible;
        changed();
      },
      watch: (id) =>
        live.watch(id, {
          onOrder: (order) => seen.push(`${order.id} ${order.version}`),
          onConnection: (connection) => connections.push(connection),
        }),
    };
    tabs.push(tab);
    return tab;
  }
  const order = (id: string, version: number) => ({ id, version }) as unknown as Order;
  const followed = () => open.map(({ tab, orderIds }) => `${tab}: ${orderIds.toSorted().join(' ')}`);
  const is = (what: string, read: () => unknown, expected: unknown) =>
    until(`${what}: ${JSON.stringify(expected)}`, () => isDeepStrictEqual(read(), expected));
  const streams = (...expected: string[]) => is('streams', followed, expected);

  it('uses one stream for six tabs, and each tab gets its own order', async () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].map((title) => newTab(title));
    for (const [index, tab] of six.entries()) tab.watch(`o${index}`);
    await streams('a: o0 o1 o2 o3 o4 o5');
    open[0]?.onConnection('live');
    open[0]?.onOrder(order('o0', 1));
    open[0]?.onOrder(order('o5', 2));
    await is('the last tab saw', () => six[5]?.seen, ['o5 2']);
    assert.deepEqual(six[0]?.seen, ['o0 1']);
    assert.deepEqual(six[3]?.seen, []);
    await is('it knows of the connection', () => six[3]?.connections, ['live']);
  });

  it('sends the current state to a tab that opens a followed order later', async () => {
    newTab('a').watch('o1');
    await streams('a: o1');
    open[0]?.onConnection('live');
    open[0]?.onOrder(order('o1', 4));
    const late = newTab('b');
    late.watch('o1');
    await is('it saw', () => [late.seen, late.connections], [['o1 4'], ['live']]);
    assert.deepEqual(followed(), ['a: o1']);
  });

  it('hands over when the leader is hidden, and closes the stream while all tabs are hidden', async () => {
    const [a, b] = [newTab('a'), newTab('b')];
    a.watch('o1');
    b.watch('o2');
    await streams('a: o1 o2');
    a.show(false);
    await streams('b: o2');
    b.show(false);
    await streams();
    a.show(true);
    await streams('a: o1');
  });

  it('closes the stream when no order is shown any more', async () => {
    const [a, b] = [newTab('a'), newTab('b')];
    const leave = a.watch('o1');
    b.watch('o2');
    await streams('a: o1 o2');
    leave();
    await streams('b: o2');
  });

  it('opens a stream in every visible tab without locks and channels', async () => {
    const [a, b] = [newTab('a', { alone: true }), newTab('b', { alone: true })];
    a.watch('o1');
    b.watch('o2');
    await streams('a: o1', 'b: o2');
    a.show(false);
    await streams('b: o2');
  });
});
