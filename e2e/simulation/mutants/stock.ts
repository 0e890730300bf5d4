/** Deliberate faults of the inventory decider. */
import type { Reservation } from '../../../services/inventory/src/domain/reservation.ts';
import { type Rules, rules } from '../rules.ts';

const stock = (decide: Rules['stock']['decide']): Rules => ({ ...rules, stock: { ...rules.stock, decide } });

const none: Reservation = { status: 'NONE' };

export const stockMutants: Readonly<Record<string, Rules>> = {
  'forget the tombstone of a cancelled order (stock)': stock((current, command, stockSnapshot) =>
    current.status === 'NONE' && command.type === 'release'
      ? { next: none, event: { type: 'released', lines: [] }, movements: [] }
      : rules.stock.decide(current, command, stockSnapshot),
  ),

  'release sold goods as if they were only reserved': stock((current, command, stockSnapshot) =>
    current.status === 'COMMITTED' && command.type === 'release'
      ? rules.stock.decide({ ...current, status: 'RESERVED' }, command, stockSnapshot)
      : rules.stock.decide(current, command, stockSnapshot),
  ),

  'keep sold goods of a cancelled order': stock((current, command, stockSnapshot) =>
    current.status === 'COMMITTED' && command.type === 'release'
      ? { next: current, event: { type: 'released', lines: current.lines }, movements: [] }
      : rules.stock.decide(current, command, stockSnapshot),
  ),

  'put the goods of a refund back for each delivery of its event': stock((current, command, stockSnapshot) =>
    current.status === 'COMMITTED' && command.type === 'return'
      ? rules.stock.decide({ ...current, returns: [] }, command, stockSnapshot)
      : rules.stock.decide(current, command, stockSnapshot),
  ),

  'report goods as returned that are not': stock((current, command, stockSnapshot) =>
    current.status === 'COMMITTED' && command.type === 'return' && command.lines.length > 0
      ? { next: current, event: { ...command, type: 'returned' }, movements: [] }
      : rules.stock.decide(current, command, stockSnapshot),
  ),

  'release a reservation when it expires': stock((current, command, stockSnapshot) =>
    rules.stock.decide(current, command.type === 'ask' ? { type: 'release' } : command, stockSnapshot),
  ),

  'reserve only the available part of an order': stock((current, command, stockSnapshot) => {
    if (command.type !== 'reserve') return rules.stock.decide(current, command, stockSnapshot);
    const there = command.lines.filter((line) => (stockSnapshot.available.get(line.productId) ?? 0) >= line.quantity);
    const decision = rules.stock.decide(current, command, stockSnapshot);
    return decision.next.status === 'REJECTED' && current.status === 'NONE' && there.length > 0
      ? { ...rules.stock.decide(current, { ...command, lines: there }, stockSnapshot), next: decision.next }
      : decision;
  }),

  'reserve again what was reserved already': stock((current, command, stockSnapshot) =>
    rules.stock.decide(
      command.type === 'reserve' && current.status === 'RESERVED' ? none : current,
      command,
      stockSnapshot,
    ),
  ),

  'reject an order for the last piece': stock((current, command, stockSnapshot) =>
    rules.stock.decide(current, command, {
      ...stockSnapshot,
      available: new Map([...stockSnapshot.available].map(([id, pieces]) => [id, pieces - 1])),
    }),
  ),
};
