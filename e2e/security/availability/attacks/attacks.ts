/** All attacks on the shop's availability. */
import type { Attack } from '../attack.ts';
import { bodies } from './bodies.ts';
import { bytes } from './bytes.ts';
import { connections } from './connections.ts';
import { expensiveRequests } from './expensive-requests.ts';

export const attacks: readonly Attack[] = [...bytes, ...connections, ...bodies, ...expensiveRequests];

/** One of each kind of resource that an attacker can take; `npm test` runs these, `npm run nightly` all. */
const ofEachKind = [
  ...['header-bomb', 'slow-bodies', 'streams', 'compressed', 'slow-patterns'],
  ...['log-in-flood', 'guest-carts', 'expensive-searches', 'forged-tokens'],
];
export const attacksOfEachKind = attacks.filter(({ name }) => ofEachKind.includes(name));
