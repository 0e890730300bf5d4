/** Collects the personal data of the user, page by page. On a rate limit it waits as long as Retry-After says. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Me, OrderRecord, OwnSecurityEvent } from '@mambogo/contracts/api/me.ts';
import { getCart } from '@mambogo/contracts/endpoints/cart.ts';
import * as endpoints from '@mambogo/contracts/endpoints/me.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { isApiError } from '../../../api/api-error.ts';
import type { Client } from '../../../api/create-client.ts';

export interface MyData {
  readonly exportedAt: string;
  /** Both are missing with an external issuer. */
  readonly account?: Me;
  readonly securityEvents?: readonly OwnSecurityEvent[];
  readonly cart: Cart;
  /** With payments, refunds and the timeline of each order. */
  readonly orders: readonly OrderRecord[];
}

export interface CollectOptions {
  readonly client: Pick<Client, 'call'>;
  /** Whether the shop has its own identity service. */
  readonly ownIdentity: boolean;
  readonly signal: AbortSignal;
  /** Called after every page of orders with the number so far. */
  readonly onOrders: (count: number) => void;
  /** Resolves after the given seconds; rejects when the signal is aborted. */
  readonly wait: (seconds: number, signal: AbortSignal) => Promise<void>;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

export async function collectMyData({ client, ownIdentity, signal, onOrders, wait }: CollectOptions): Promise<MyData> {
  async function read<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!isApiError(error, 'rate-limited') || error.retryAfter === undefined) throw error;
        await wait(error.retryAfter, signal);
      }
    }
  }
  async function readAll<T>(
    callPage: (cursor: string | undefined) => Promise<Page<T>>,
    onPage?: (count: number) => void,
  ): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(() => callPage(cursor));
      items.push(...page.items);
      cursor = page.next;
      onPage?.(items.length);
    } while (cursor);
    return items;
  }
  const account = ownIdentity
    ? {
        account: await read(() => client.call(endpoints.getMe, { signal })),
        securityEvents: await readAll((cursor) =>
          client.call(endpoints.listMySecurityEvents, { query: { cursor, size: limits.pageSize.max }, signal }),
        ),
      }
    : {};
  return {
    exportedAt: new Date().toISOString(),
    ...account,
    cart: await read(() => client.call(getCart, { signal })),
    orders: await readAll((cursor) => client.call(endpoints.listMyOrders, { query: { cursor }, signal }), onOrders),
  };
}
