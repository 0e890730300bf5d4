/** A command meets an order: load it under lock, decide, save, tell the world. Answers the order as it then is. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { Work } from '@mambogo/messaging/work.ts';
import { decide } from '../domain/decide.ts';
import { factsOf } from '../domain/facts.ts';
import type { OrderCommand } from '../domain/order-command.ts';
import type { OrderState } from '../domain/order-state.ts';
import { lockOrder, saveOrder } from './order-store.ts';

export interface ActedOn {
  readonly state: OrderState;
  readonly version: number;
  readonly updatedAt: Date;
}

/**
 * Throws when there is no such order, and what `decide` throws of a person's wish.
 * @param personal encrypted data that belongs to what comes of the command.
 */
export async function act(work: Work, orderId: OrderId, command: OrderCommand, personal?: Buffer): Promise<ActedOn> {
  const before = await lockOrder(work.manager, orderId);
  const events = decide(before.state, command);
  const changed = events.length > 0;
  const state = changed ? await saveOrder(work, before, events, personal) : before.state;
  for (const { event, data } of factsOf(orderId, before.state, command, events, state)) work.emit(event, data);
  return { state, version: before.version + events.length, updatedAt: changed ? before.now : before.updatedAt };
}
