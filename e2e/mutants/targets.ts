/** The mutated files, and the fastest tests that should notice: as data. */

export interface Target {
  readonly name: string;
  readonly files: readonly string[];
  /** The simulator runs these files. */
  readonly simulated?: true;
  /** They contain SQL, and their tests need real databases. */
  readonly stores?: true;
  readonly tests: readonly string[];
}

const of = (folder: string, ...names: string[]): string[] => names.map((name) => `${folder}/${name}.ts`);

export const targets: readonly Target[] = [
  {
    name: 'order',
    simulated: true,
    files: of(
      'services/order/src/domain',
      'decide',
      'decide-action',
      'evolve',
      'integration-events',
      'event-handlers',
      'order-state',
      'order-limits',
      'answer-before',
    ),
    tests: ['services/order/src/domain/*.test.ts'],
  },
  {
    name: 'payment',
    simulated: true,
    files: [
      ...of(
        'services/payment/src/domain',
        'decide',
        'decide-attempt',
        'decide-refund',
        'payment',
        'integration-events',
        'event-handlers',
      ),
      ...of('services/payment/src/worker', 'settlement-protocol', 'next-retry'),
    ],
    tests: ['services/payment/src/domain/*.test.ts', 'services/payment/src/worker/{settle-attempt,next-retry}.test.ts'],
  },
  {
    name: 'inventory',
    simulated: true,
    files: of('services/inventory/src/domain', 'reservation', 'stock', 'integration-events', 'event-handlers'),
    tests: ['services/inventory/src/domain/*.test.ts'],
  },
  {
    name: 'cart',
    simulated: true,
    files: [
      ...of('services/cart/src/domain', 'cart', 'remove-purchased', 'merge-guest-lines'),
      'packages/messaging/src/state/processed-ids.ts',
    ],
    tests: ['services/cart/src/domain/*.test.ts'],
  },
  {
    name: 'stores of inventory',
    stores: true,
    files: [
      ...of('services/inventory/src/store', 'stock-store', 'reservation-store', 'apply-reservation-command'),
      'services/inventory/src/worker/confirm-expired-reservations.ts',
    ],
    tests: ['services/inventory/src/store/*.test.ts'],
  },
  {
    name: 'stores of order',
    stores: true,
    files: [
      ...of('services/order/src/store', 'order-store', 'execute-command', 'idempotency', 'summary-row'),
      ...of('services/order/src/worker', 'expire-unpaid-orders', 'republish-unacknowledged'),
    ],
    tests: [
      'services/order/src/{store,worker}/*.test.ts',
      'services/order/src/api/{order-actions,place-order}.test.ts',
    ],
  },
  {
    name: 'charging',
    stores: true,
    files: [
      ...of('services/payment/src/store', 'save-payments', 'load-payments', 'apply-payment-commands', 'callbacks'),
      ...of('services/payment/src/worker', 'attempt-queue', 'attempt-worker', 'refund-worker', 'task-worker'),
    ],
    tests: [
      'services/payment/src/worker/*.test.ts',
      'services/payment/src/{late-charges,refunding,charging,callbacks,charging-failures}.test.ts',
    ],
  },
  {
    name: 'outbox and inbox',
    stores: true,
    files: [
      ...of(
        'packages/messaging/src/outbox',
        'postgres-outbox-store',
        'mysql-outbox-store',
        'relay',
        'publish-table',
        'leased-rows',
        'add-to-outbox',
      ),
      ...of('packages/messaging/src/inbox', 'sql-inbox', 'handle-once'),
      'packages/messaging/src/unit-of-work.ts',
    ],
    tests: ['packages/messaging/src/{*,outbox/*,inbox/*}.test.ts'],
  },
];
