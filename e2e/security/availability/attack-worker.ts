/** One attack in its own thread, so that its cost does not slow the measurement. */
import { parentPort, workerData } from 'node:worker_threads';
import { AttackOrder, type AttackResult } from './attack-worker-messages.ts';
import { createAttacker, type Tally } from './attacker.ts';
import { attacks } from './attacks/attacks.ts';

const order = AttackOrder.parse(workerData);
const attack = attacks.find(({ name }) => name === order.name);
if (!attack) throw new Error(`unknown attack ${order.name}`);
const tally: Tally = { statuses: new Map(), connections: 0 };
const signal = AbortSignal.timeout(order.milliseconds);
const attacker = createAttacker({ ...order, shop: new URL(order.shop), signal }, order.route, tally);
await attack.run(attacker);
await attacker.close();
parentPort?.postMessage({
  statuses: Object.fromEntries(tally.statuses),
  connections: tally.connections,
} satisfies AttackResult);
