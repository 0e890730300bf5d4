/** The services that the order service asks, as a test sets them. */
import type { Cart } from '@mambogo/contracts/api/cart.ts';
import type { Contact } from '@mambogo/contracts/api/contacts.ts';
import type { QuoteLine } from '@mambogo/contracts/api/internal-quote.ts';
import { listServiceStaffActions } from '@mambogo/contracts/api/internal-staff-actions.ts';
import type { TimelineEntry } from '@mambogo/contracts/api/orders.ts';
import type { QuoteResult } from '@mambogo/contracts/api/price-quote.ts';
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import type { Context } from '../src/context.ts';
import { actionPage } from './action-page.ts';

/** The responses of the peers, set by the test; undefined if the service is unavailable. */
export interface Peers {
  cart?: Cart;
  /** By version, for tokens that contain one. */
  carts?: Readonly<Record<string, Cart>>;
  quote?: QuoteLine[];
  /** Response of pricing, which is asked only if `startTestService` gets it as a peer. */
  prices?: QuoteResult;
  /** Response of identity. */
  contacts?: Contact[];
  timelines: Record<string, TimelineEntry[] | undefined>;
  /** What staff did, by service. */
  actions?: Readonly<Record<string, StaffAction[]>>;
  /** The numbers of the next orders; after that they are drawn. */
  numbers?: string[];
}

/** @param invoked gets the service and path of every call */
export const peerSidecar = (peers: Peers, invoked: string[]): Context['sidecar'] =>
  ({
    async invoke(service: string, { path, headers }: { path: string; headers?: Record<string, string> }) {
      invoked.push(`${service}${path}`);
      if (path.startsWith(listServiceStaffActions.path)) {
        const items = actionPage(peers.actions?.[service], new URL(path, 'http://peer').searchParams);
        return { statusCode: items ? 200 : 503, body: { text: async () => JSON.stringify({ items }) } };
      }
      const version = headers?.authorization?.split('_')[1] ?? '';
      const json = {
        cart: peers.carts?.[version] ?? peers.cart,
        identity: peers.contacts && { items: peers.contacts },
        product: peers.quote && { lines: peers.quote },
        pricing: peers.prices,
        payment: peers.timelines.payment && { entries: peers.timelines.payment },
        inventory: peers.timelines.inventory && { entries: peers.timelines.inventory },
      }[service];
      return { statusCode: json ? 200 : 503, body: { text: async () => JSON.stringify(json ?? {}) } };
    },
    publishBulk: async () => new Set<string>(),
    isReady: async () => true,
    waitUntilReady: async () => undefined,
    close: async () => undefined,
  }) as unknown as Context['sidecar'];
