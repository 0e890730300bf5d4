/** Mutants that change nothing anybody could notice, each with the reason: no test can kill them, and none counts. */

export interface Equivalent {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
  readonly reason: string;
}

export const equivalent: readonly Equivalent[] = [
  ...(['mysql', 'postgres'] as const).map((dialect) => ({
    file: `packages/messaging/src/outbox/${dialect}-outbox-store.ts`,
    original: 'row?.lag',
    replacement: 'row.lag',
    reason: 'an aggregate without groups always has a row: the check is for the types',
  })),
  {
    file: 'services/inventory/src/store/apply-reservation-command.ts',
    original: 'touched.length > 0',
    replacement: 'true',
    reason: 'of no products nothing is locked and nothing read: it saves a statement',
  },
  {
    file: 'services/inventory/src/domain/reservation.ts',
    original: 'a.productId < b.productId',
    replacement: 'a.productId <= b.productId',
    reason: 'no product is there twice',
  },
  {
    file: 'services/order/src/domain/integration-events.ts',
    original: "isOpen(state) || state.payment.status !== 'CAPTURED'",
    replacement: 'false',
    reason:
      'only the outcome of an ended order is told, and one that is not cancelled was captured: the check is for the types',
  },
  {
    file: 'services/payment/src/domain/integration-events.ts',
    original: 'payment.bill?.total',
    replacement: 'payment.bill.total',
    reason: 'what was captured has a bill: the check is for the types',
  },
];
