/** Equivalent mutants: without an observable effect, each with the reason. No test can kill them, so they do not count. */

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
    reason: 'without products nothing is locked or read: it only saves a statement',
  },
  {
    file: 'services/inventory/src/domain/reservation.ts',
    original: 'a.productId < b.productId',
    replacement: 'a.productId <= b.productId',
    reason: 'product ids are unique',
  },
  {
    file: 'services/order/src/domain/integration-events.ts',
    original: "isOpen(state) || state.payment.status !== 'CAPTURED'",
    replacement: 'false',
    reason:
      'only the outcome of an ended order is published, and one that is not cancelled was captured: the check is for the types',
  },
  {
    file: 'services/payment/src/domain/integration-events.ts',
    original: 'payment.request?.total',
    replacement: 'payment.request.total',
    reason: 'a captured payment has a request: the check is for the types',
  },
];
