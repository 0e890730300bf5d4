/** The hash-chained log of the pricing database. */
import type { HashChainLog } from '@mambogo/messaging/audit/hash-chain-log.ts';
import { staffActionChain } from '@mambogo/messaging/audit/staff-action-log.ts';

export const hashChains: readonly HashChainLog[] = [staffActionChain];
