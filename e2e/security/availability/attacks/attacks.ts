/** All attacks on the shop's availability. */
import type { Attack } from '../attack.ts';
import { bodies } from './bodies.ts';
import { bytes } from './bytes.ts';
import { connections } from './connections.ts';
import { expensiveRequests } from './expensive-requests.ts';

export const attacks: readonly Attack[] = [...bytes, ...connections, ...bodies, ...expensiveRequests];
