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
    file: 'services/payment/src/worker/attempt-worker.ts',
    original: 'performance.now() >= leasedUntil',
    replacement: 'performance.now() > leasedUntil',
    reason: 'no test can hit one instant of a clock, and it would make no difference',
  },
  {
    file: 'services/payment/src/worker/attempt-worker.ts',
    original: "{ correlationId: 'batch', actor }",
    replacement: '{}',
    reason: 'each command of the batch has metadata of its own',
  },
  {
    file: 'services/payment/src/store/load-payments.ts',
    original: 'taken !== null && takenCurrency !== null',
    replacement: 'taken !== null || takenCurrency !== null',
    reason: 'both columns are written together: the check is for the types',
  },
  ...(
    [
      ['round > 3', 'false'],
      ['round > 3', 'round >= 3'],
      ["throw new Error('payments were modified concurrently in three rounds');", ';'],
    ] as const
  ).map(([original, replacement]) => ({
    file: 'services/payment/src/store/apply-payment-commands.ts',
    original,
    replacement,
    reason: 'a payment that another transaction created is loaded in the second round: the limit guards against a bug',
  })),
  {
    file: 'services/payment/src/domain/integration-events.ts',
    original: 'payment.request?.total',
    replacement: 'payment.request.total',
    reason: 'a captured payment has a request: the check is for the types',
  },
];
