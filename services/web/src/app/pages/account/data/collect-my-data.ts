/** Collects the personal data of the user, page by page. On a rate limit it waits as long as Retry-After says. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Me, OrderRecord, OwnSecurityEvent } from '@mambogo/contracts/api/me.ts';
import { isApiError } from '../../../api/api-error.ts';
import type { Call, Client } from '../../../api/create-client.ts';

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
  async function read<T>(path: string, query?: Call['query']): Promise<T> {
    for (;;) {
      try {
        return await client.call<T>(path, { query, signal });
      } catch (error) {
        if (!isApiError(error, 'rate-limited') || error.retryAfter === undefined) throw error;
        await wait(error.retryAfter, signal);
      }
    }
  }
  async function readAll<T>(path: string, size: number, onPage?: (count: number) => void): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await read<Page<T>>(path, { cursor, size });
      items.push(...page.items);
      cursor = page.next;
      onPage?.(items.length);
    } while (cursor);
    return items;
  }
  const account = ownIdentity
    ? {
        account: await read<Me>('/api/v1/me'),
        securityEvents: await readAll<OwnSecurityEvent>('/api/v1/me/security-events', 100),
      }
    : {};
  return {
    exportedAt: new Date().toISOString(),
    ...account,
    cart: await read<Cart>('/api/v1/cart'),
    orders: await readAll<OrderRecord>('/api/v1/me/orders', 10, onOrders),
  };
}
