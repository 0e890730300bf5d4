/** Does everything that can be done now once, without faults. */

import { deliverStraggler, settleCharge } from './environment.ts';
import { deliver, publish } from './network.ts';
import { consumers, type SimState, timeOf } from './sim-state.ts';
import { callProvider, claimAttempt, claimRefund, commitAttempt, commitRefund, isDue, sendRefund } from './workers.ts';

/** Returns whether there was anything to do. */
export function runPendingWork(sim: SimState): boolean {
  let worked = false;
  const now = timeOf(sim, 'payment');
  for (const service of ['order', 'stock', 'payment'] as const)
    for (const row of [...sim.outbox[service]]) {
      publish(sim, service, row, 'none');
      worked = true;
    }
  for (const consumer of consumers.filter((one) => !sim.unavailable.has(one)))
    for (const message of [...sim.queue[consumer]]) worked = deliver(sim, consumer, message, 'none') || worked;
  for (const straggler of sim.provider.stragglers.filter(({ at }) => at <= sim.now)) {
    deliverStraggler(sim, straggler);
    worked = true;
  }
  for (const charge of sim.provider.charges)
    if (charge.status === 'pending') {
      settleCharge(sim, charge, 'captured', false);
      worked = true;
    }
  for (const run of sim.attemptRuns.filter(({ frozen }) => !frozen)) {
    while (run.call) callProvider(sim, run, 'none');
    commitAttempt(sim, run);
    worked = true;
  }
  for (const run of [...sim.refundRuns]) {
    if (!run.sent) sendRefund(sim, run, 'none');
    commitRefund(sim, run);
    worked = true;
  }
  for (const row of sim.attempts.values()) if (isDue(row, now)) worked = claim(() => claimAttempt(sim, row));
  for (const row of sim.refunds.values()) if (isDue(row, now)) worked = claim(() => claimRefund(sim, row));
  return worked;
}

const claim = (take: () => void): true => {
  take();
  return true;
};
