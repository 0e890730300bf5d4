/** What is mutated, and the quickest tests that should notice: as data. */

export interface Target {
  readonly name: string;
  readonly files: readonly string[];
  /** The simulator runs these files. */
  readonly simulated?: true;
  /** They hold SQL, and their tests need real databases. */
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
      'decide-wish',
      'evolve',
      'facts',
      'heard-facts',
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
        'facts',
        'heard-facts',
      ),
      ...of('services/payment/src/worker', 'settling', 'next-turn'),
    ],
    tests: ['services/payment/src/domain/*.test.ts', 'services/payment/src/worker/{settle-attempt,next-turn}.test.ts'],
  },
  {
    name: 'inventory',
    simulated: true,
    files: of('services/inventory/src/domain', 'reservation', 'stock', 'facts', 'heard-facts'),
    tests: ['services/inventory/src/domain/*.test.ts'],
  },
  {
    name: 'cart',
    simulated: true,
    files: of('services/cart/src/domain', 'cart', 'take-bought', 'applied', 'merge-guest'),
    tests: ['services/cart/src/domain/*.test.ts'],
  },
  {
    name: 'stores of inventory',
    stores: true,
    files: [
      ...of('services/inventory/src/store', 'stock-store', 'reservation-store', 'change-reservation'),
      'services/inventory/src/worker/confirm-expired-reservations.ts',
    ],
    tests: ['services/inventory/src/store/*.test.ts'],
  },
  {
    name: 'stores of order',
    stores: true,
    files: [
      ...of('services/order/src/store', 'order-store', 'act', 'idempotency', 'summary-row'),
      ...of('services/order/src/worker', 'close-unpaid', 'remind-unanswered'),
    ],
    tests: ['services/order/src/{store,worker}/*.test.ts', 'services/order/src/api/{wishes,place-order}.test.ts'],
  },
  {
    name: 'charging',
    stores: true,
    files: [
      ...of('services/payment/src/store', 'save-payments', 'load-payments', 'change-payments', 'callbacks'),
      ...of('services/payment/src/worker', 'attempt-queue', 'attempt-worker', 'refund-worker', 'task-worker'),
    ],
    tests: [
      'services/payment/src/worker/*.test.ts',
      'services/payment/src/{late-charges,refunding,charging,callbacks,charging-faults}.test.ts',
    ],
  },
  {
    name: 'outbox and inbox',
    stores: true,
    files: [
      ...of('packages/messaging/src/outbox', 'postgres-outbox-store', 'mysql-outbox-store', 'relay', 'add-to-outbox'),
      ...of('packages/messaging/src/inbox', 'sql-inbox', 'handle-once'),
      'packages/messaging/src/unit-of-work.ts',
    ],
    tests: ['packages/messaging/src/{*,outbox/*,inbox/*}.test.ts'],
  },
];
