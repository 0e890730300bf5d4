/**
 * Time-outs of each layer for the next, in milliseconds. Deadlines are nested: a caller waits longer than its callees, so that a
 * client gets the fallback of the service nearest to the one that hangs, not the error of the gateway.
 */
export const deadlines = {
  /** The gateway, for the headers of a service's response. A read that takes longer is retried once. */
  edge: { read: 2_000, write: 10_000 },
  /** The gateway, for each service's part of a list that it merges. Attempted once: a service that hangs is named as missing. */
  part: 1_000,
  /** A service, for calls to others outside of requests: background work. */
  background: { read: 3_000, write: 10_000 },
  /** A store, for one statement; and for the next statement of a transaction, which holds row locks. */
  store: { statement: 8_000, idleInTransaction: 60_000 },
  /** A state store behind the sidecar, for one read or write. */
  state: 2_500,
} as const;

interface PeerCall {
  /** The enclosing deadline: the gateway's for reads or writes, or that of another call that causes this one. */
  readonly within: keyof typeof deadlines.edge | keyof typeof peerCalls;
  /** Time-out of one call, in milliseconds. */
  readonly timeout: number;
  /** Maximum number of sequential calls; concurrent calls count as one. */
  readonly inSequence: number;
}

/** Calls between services that a client waits for. */
export const peerCalls = {
  /** Entries of inventory and payment for an order's timeline. Without them it is returned as incomplete. */
  timeline: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** Actions of staff in other services. Those of a service that does not respond are named as missing. */
  staffActions: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** What the catalogue has for a page. Without it the page is sent without content, and its script renders it. */
  pageContent: { within: 'read', timeout: 500, inSequence: 3 },
  /** Current prices when a cart is read. Without them the cart is returned as last shown. */
  cartPrices: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** The offer of a product that is added to a cart. */
  cartOffer: { within: 'write', timeout: 3_000, inSequence: 1 },
  /** The cart, its current prices, and the quote again if they are others, when an order is placed. */
  placeOrder: { within: 'write', timeout: 2_600, inSequence: 3 },
  /** The cart when a quote is asked for. */
  quoteCart: { within: 'write', timeout: 3_000, inSequence: 1 },
  /** Prices of the cart when it is ordered. */
  orderedCartPrices: { within: 'placeOrder', timeout: 1_000, inSequence: 1 },
} as const satisfies Readonly<Record<string, Omit<PeerCall, 'within'> & { readonly within: string }>>;

/** Total deadline of a call's caller, in milliseconds. */
export const callerDeadline = ({ within }: PeerCall): number =>
  within === 'read' || within === 'write' ? deadlines.edge[within] : peerCalls[within].timeout;
