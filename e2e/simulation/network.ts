/** Broker, relays and inboxes of a simulation: at least once, in any order, with crashes at every step. */

import type { Message } from './rules.ts';
import { handleEvent } from './services.ts';
import { type Consumer, consumers, recordTrace, type SimState, subscriptions } from './sim-state.ts';

/** What goes wrong with a delivery. */
export type DeliveryFault = 'none' | 'crash-before-commit' | 'crash-before-acknowledging' | 'twice';

/**
 * Delivers a message to its consumer; it stays in the queue unless it is acknowledged. A handler that throws leaves it there
 * for a retry. Returns whether it left the queue.
 */
export function deliver(sim: SimState, consumer: Consumer, message: Message, fault: DeliveryFault): boolean {
  const { inbox, queue } = sim;
  recordTrace(
    sim,
    `${consumer} gets ${message.integrationEvent.event.name} (${message.id})${fault === 'none' ? '' : `, ${fault}`}`,
  );
  if (!inbox[consumer].has(message.id)) {
    try {
      const commit = handleEvent(sim, consumer, message);
      if (fault === 'crash-before-commit') return false;
      commit();
    } catch (error) {
      recordTrace(sim, `   not yet possible: ${error instanceof Error ? error.message : error}`);
      return false;
    }
    // The cart's inbox is part of the cart itself.
    if (consumer !== 'cart') inbox[consumer].add(message.id);
  }
  if (fault === 'crash-before-acknowledging') return false;
  if (fault !== 'twice') queue[consumer].splice(queue[consumer].indexOf(message), 1);
  return fault !== 'twice';
}

export type RelayFault = 'none' | 'crash-before-publishing' | 'crash-before-marking';

/** Publishes a row of an outbox and marks it published; without an outbox, an event that is not published at once is lost. */
export function publish(sim: SimState, service: 'order' | 'stock' | 'payment', row: Message, fault: RelayFault): void {
  const { outbox, queue, rules } = sim;
  recordTrace(
    sim,
    `${service} publishes ${row.integrationEvent.event.name} (${row.id})${fault === 'none' ? '' : `, ${fault}`}`,
  );
  const mark = () => outbox[service].splice(outbox[service].indexOf(row), 1);
  if (fault === 'crash-before-publishing') {
    if (!rules.outbox) mark();
    return;
  }
  if (!sim.published.includes(row)) sim.published.push(row);
  for (const consumer of consumers)
    if (subscriptions[consumer].test(row.integrationEvent.event.name)) queue[consumer].push(row);
  if (fault !== 'crash-before-marking') mark();
}

/** Replays an old message from the dead letters: the inbox has forgotten it, the state has not. */
export function replay(sim: SimState, consumer: Consumer, message: Message): void {
  recordTrace(
    sim,
    `${consumer} gets ${message.integrationEvent.event.name} (${message.id}) once more, after a long time`,
  );
  try {
    handleEvent(sim, consumer, message)();
  } catch (error) {
    recordTrace(sim, `   not possible: ${error instanceof Error ? error.message : error}`);
  }
}
