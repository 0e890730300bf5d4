/** The hash-chained logs are whole: packages/messaging/src/audit. `npm run audit:verify` compares them with their anchors, too. */
import { hashChains as inventoryLogs } from '@mambogo/inventory/src/store/hash-chains.ts';
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { verifyChains } from '@mambogo/messaging/audit/verify-chains.ts';
import { hashChains as orderLogs } from '@mambogo/order/src/store/hash-chains.ts';
import { hashChains as paymentLogs } from '@mambogo/payment/src/store/hash-chains.ts';
import { hashChains as productLogs } from '@mambogo/product/src/store/hash-chains.ts';
import type { Invariant } from './invariant.ts';
import type { DatabaseName } from './stores.ts';

export interface StoredLog {
  readonly store: DatabaseName;
  readonly log: HashChainLog;
}

export const storedLogs: readonly StoredLog[] = [
  ...orderLogs.map((log) => ({ store: 'order', log }) as const),
  ...paymentLogs.map((log) => ({ store: 'payment', log }) as const),
  ...inventoryLogs.map((log) => ({ store: 'inventory', log }) as const),
  ...productLogs.map((log) => ({ store: 'product', log }) as const),
];

export const hashChains: readonly Invariant[] = storedLogs.map(({ store, log }) => ({
  name: `the log ${log.table} is whole`,
  async find(stores) {
    const { broken } = await verifyChains(stores[store], log);
    return broken.map(({ key, sequence, what }) => ({ id: key, detail: `entry ${sequence}: ${what}` }));
  },
}));
