/**
 * How long each layer waits for the next, in milliseconds. Deadlines are nested: who waits for an answer outlasts those who
 * work on it, so that a client gets the fall-back of the service nearest to what hangs, not the error of the gateway.
 */
export const deadlines = {
  /** The gateway, for the headers of a service's answer. A read that takes longer is sent once more. */
  edge: { read: 2_000, write: 10_000 },
  /** A service, for another it calls outside of any request: background work. */
  background: { read: 3_000, write: 10_000 },
  /** A store, for one statement of a service; and for the next statement of a transaction, by its row locks. */
  store: { statement: 8_000, idleInTransaction: 60_000 },
} as const;

interface PeerCall {
  /** Whose deadline it must keep: the gateway's for reads or writes, or that of another call that leads to this one. */
  readonly within: keyof typeof deadlines.edge | keyof typeof peerCalls;
  /** Milliseconds one call may take. */
  readonly timeout: number;
  /** Calls made one after another at most; calls made at once count as one. */
  readonly inSequence: number;
}

/** Calls between services that a client waits for. */
export const peerCalls = {
  /** The timeline of an order: what stock and payment know. Without an answer it is shown as incomplete. */
  timeline: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** Current prices of a cart that is read. Without an answer it is shown as it was last. */
  cartPrices: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** The offer of a product that is put into a cart. */
  cartOffer: { within: 'write', timeout: 3_000, inSequence: 1 },
  /** The cart and the quote of an order that is placed. */
  placeOrder: { within: 'write', timeout: 4_000, inSequence: 2 },
  /** Prices of the cart that is ordered. */
  orderedCartPrices: { within: 'placeOrder', timeout: 1_000, inSequence: 1 },
  /** What the standing watches of all services have found; who does not answer is listed as unavailable. */
  violations: { within: 'read', timeout: 1_000, inSequence: 1 },
  /** Dead letters of other services: listed, and replayed or discarded. */
  deadLetters: { within: 'read', timeout: 1_500, inSequence: 1 },
  deadLetterChange: { within: 'write', timeout: 8_000, inSequence: 1 },
} as const satisfies Readonly<Record<string, Omit<PeerCall, 'within'> & { readonly within: string }>>;

/** How long a call's caller waits in all, in milliseconds. */
export const callerDeadline = ({ within }: PeerCall): number =>
  within === 'read' || within === 'write' ? deadlines.edge[within] : peerCalls[within].timeout;
