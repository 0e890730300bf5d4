/** A world in which nothing fails for a moment: all that can be done now is done once. */
import { deliver, publish } from './network.ts';
import { arrive, settleCharge } from './outside.ts';
import { callProvider, claimAttempt, claimRefund, commitAttempt, commitRefund, isDue, sendRefund } from './workers.ts';
import { consumers, timeOf, type World } from './world.ts';

/** Answers whether there was anything to do. */
export function workCalmly(world: World): boolean {
  let did = false;
  const now = timeOf(world, 'payment');
  for (const service of ['order', 'stock', 'payment'] as const)
    for (const row of [...world.outbox[service]]) {
      publish(world, service, row, 'none');
      did = true;
    }
  for (const consumer of consumers.filter((one) => !world.away.has(one)))
    for (const message of [...world.queue[consumer]]) did = deliver(world, consumer, message, 'none') || did;
  for (const straggler of world.provider.stragglers.filter(({ at }) => at <= world.now)) {
    arrive(world, straggler);
    did = true;
  }
  for (const charge of world.provider.charges)
    if (charge.status === 'pending') {
      settleCharge(world, charge, 'captured', false);
      did = true;
    }
  for (const turn of world.attemptTurns.filter(({ frozen }) => !frozen)) {
    while (turn.call) callProvider(world, turn, 'none');
    commitAttempt(world, turn);
    did = true;
  }
  for (const turn of [...world.refundTurns]) {
    if (!turn.sent) sendRefund(world, turn, 'none');
    commitRefund(world, turn);
    did = true;
  }
  for (const row of world.attempts.values()) if (isDue(row, now)) did = claim(() => claimAttempt(world, row));
  for (const row of world.refunds.values()) if (isDue(row, now)) did = claim(() => claimRefund(world, row));
  return did;
}

const claim = (take: () => void): true => {
  take();
  return true;
};
