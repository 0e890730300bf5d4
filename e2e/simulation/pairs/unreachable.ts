/**
 * Pairs that no schedule can reach, each with the reason: a guarantee of the code around a decider. The simulation verifies
 * that none of them is reached; a change that makes one reachable must remove it from this list.
 */

/** A pattern of pairs and the reason. */
export interface Unreachable {
  readonly pairs: RegExp;
  readonly reason: string;
}

export const unreachable: readonly Unreachable[] = [
  {
    pairs: /^order: NONE x (?!place$)/,
    reason: 'an order is in its store before order.placed can be published, and nobody else knows of it until then',
  },
  {
    pairs: /^order: (?!NONE)\w+ x place$/,
    reason: 'every order is placed under a new id; a repeated request is answered by its idempotency key',
  },
  {
    pairs: /^order: (PENDING|AWAITING_PAYMENT) x remind$/,
    reason:
      'the timer takes, under lock, only orders that have ended and are not acknowledged (republish-unacknowledged.ts)',
  },
  {
    pairs: /^order: (CONFIRMED|SHIPPED|DELIVERED|CANCELLED|REFUNDED) x close-payment-window$/,
    reason: 'the timer takes, under lock, only open orders (expire-unpaid-orders.ts)',
  },
  {
    pairs: /^payment of an order: (CAPTURED|VOIDED) x close-payment-window$/,
    reason: 'money that came has ended the order; it is voided only once the order is cancelled',
  },
  {
    pairs: /^order: (PENDING|AWAITING_PAYMENT) x payment-(refunded|refund-failed)$/,
    reason: 'only the money of an ended order is refunded; a double capture is refunded without an event',
  },
  {
    pairs: /^order: (?!NONE|CANCELLED)\w+ x (payment-voided|stock-released)$/,
    reason: 'they answer order.cancelled, and a cancelled order stays so',
  },
  {
    pairs: /^order: (PENDING|AWAITING_PAYMENT) x stock-(committed|returned)$/,
    reason: 'they answer order.confirmed and a refund, and a confirmed order is never open again',
  },
  {
    pairs: /^order: CANCELLED x stock-returned$|^stock of an order: RELEASED x stock-returned$/,
    reason: "an order with refunded goods can't be cancelled, and a cancelled one can't be refunded",
  },
  {
    pairs: /^goods of a refund: (UNKNOWN|NONE) x stock-returned$/,
    reason: 'stock answers a refund that puts goods back into sale, which is in the log before it is published',
  },
  {
    pairs: /^order: (AWAITING_PAYMENT|CONFIRMED|SHIPPED|DELIVERED|REFUNDED) x stock-rejected$/,
    reason: 'stock answers order.placed once, and the same every time; without a reservation nothing is charged',
  },
  {
    pairs: /^stock of an order: (RESERVED|COMMITTED) x stock-rejected$/,
    reason: 'stock answers order.placed once, and the same every time',
  },
  {
    pairs: /^stock of an order: REJECTED x (stock-reserved|stock-committed|stock-returned|reservation-expired)$/,
    reason: 'stock answers order.placed once, and the same every time',
  },
  {
    pairs: /^refund of an order: (DONE x payment-refund-failed|FAILED x payment-refunded)$/,
    reason: 'payment decides the end of a refund once, and publishes the same every time',
  },
  {
    pairs: /^refund: (DONE x refused|FAILED x refunded)$/,
    reason: 'the provider gives its first answer to a refund again, and no worker sends one past its lease',
  },
  {
    pairs: /^payment: (NEW|PLACED|RESERVED|UNDER WAY|FAILED|CANCELLED|CANCELLED, UNDER WAY) x refund$/,
    reason:
      'the order only refunds what payment published as captured; only a store restored to an earlier time can differ',
  },
  {
    pairs: /^payment: (NEW|PLACED|RESERVED) x request$/,
    reason: 'the order asks for another attempt only after payment published that the previous one failed',
  },
  {
    pairs: /^reservation: (NONE|REJECTED|COMMITTED|RELEASED) x ask$/,
    reason: 'the timer takes, under lock, only reservations that are RESERVED (confirm-expired-reservations.ts)',
  },
  {
    pairs: /^reservation: (NONE|REJECTED) x (commit|return)$/,
    reason: 'an order is confirmed by money, and money is asked for only once its stock is reserved',
  },
  {
    pairs: /^attempt( of a cancelled order)?: (CAPTURED|SURPLUS) x voided$/,
    reason: 'a charge that holds money is not voided, and one that was voided never holds any',
  },
];

/** Pairs that only faults of hours together with a slow worker could reach, and that no search has to reach. */
export const rarelyReached: readonly Unreachable[] = [
  {
    pairs: /^attempt( of a cancelled order)?: ACTION_REQUIRED x not-found$/,
    reason: 'a worker must have searched before a delayed charge arrived, and record it after another found it',
  },
  {
    pairs: /^attempt( of a cancelled order)?: (CAPTURED|SURPLUS) x not-found$/,
    reason:
      'a worker must have searched for a charge that was sent twelve hours before, and record it after another found it',
  },
  {
    pairs:
      /^attempt: VOIDED x (pending|action-required)$|^attempt( of a cancelled order)?: SURPLUS x (pending|action-required)$/,
    reason: 'a worker must keep the first answer to a second card while a late capture of the first one settles both',
  },
];
