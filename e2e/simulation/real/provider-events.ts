/** Changes of charges that the provider makes by itself. */
import { type Charge, isUnsettled } from '../provider.ts';
import type { Shop } from './shop.ts';

/** Settles a pending charge; returns its name. */
export function settleCharge(
  { provider, clock, log }: Shop,
  which: number,
  to: 'captured' | 'failed' | 'voided',
): string | undefined {
  const charges = provider.ledger.charges.filter(isUnsettled);
  const charge = charges[which % Math.max(1, charges.length)];
  if (!charge) return undefined;
  charge.status = to;
  if (to === 'failed') charge.failedAt = clock.now;
  log(`the provider: ${charge.name} is ${to}`);
  return charge.name;
}

/**
 * Captures a failed charge after all. No worker asks about it any more, so the provider repeats its callback until it is
 * acknowledged.
 */
export function captureLate({ provider, log }: Shop, charge: Charge): void {
  charge.status = 'captured';
  provider.unacknowledged.add(charge.name);
  log(`the provider: ${charge.name} is captured, though it had failed`);
}

/** Requests whose callers timed out take effect once they are due; returns whether any did. */
export function deliverStragglers({ provider: { ledger }, clock, log }: Shop): boolean {
  const due = ledger.stragglers.filter(({ at }) => at <= clock.now);
  for (const straggler of due) {
    ledger.stragglers.splice(ledger.stragglers.indexOf(straggler), 1);
    log(`the provider gets a late ${straggler.what}`);
    straggler.takeEffect();
  }
  return due.length > 0;
}
