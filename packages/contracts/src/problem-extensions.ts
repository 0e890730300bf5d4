/** Extension members of problems (RFC 9457), by slug. Types only: pages read them without a schema. */
import type { OrderLine } from './api/orders.ts';
import type { QuoteResult } from './api/price-quote.ts';
import type { Money } from './money.ts';

/** The cart, or its prices, are not what the shopper confirmed. */
export interface CartChanged {
  readonly cartVersion: string;
  readonly oldLines: readonly OrderLine[];
  readonly oldTotal: Money;
  readonly newLines: readonly OrderLine[];
  readonly newTotal: Money;
  /** What the new lines cost now; absent without any, and in shops that have no pricing service. */
  readonly newQuote?: QuoteResult;
}

/** The cart was already ordered. */
export interface CartOrdered {
  readonly orderId: string;
  readonly orderNumber: string;
}

/** Other unpaid orders of the customer, to be paid or cancelled first. */
export interface OpenOrders {
  readonly openOrders: readonly { readonly id: string; readonly number: string }[];
}

export interface CoolDown {
  readonly retryAfterSeconds: number;
}

/** `conflict` has members only if the cart was already ordered. */
export interface ProblemExtensions {
  readonly 'price-changed': CartChanged;
  readonly conflict: Partial<CartOrdered>;
  readonly 'open-orders-limit': OpenOrders;
  readonly 'unpaid-orders-limit': CoolDown;
}
