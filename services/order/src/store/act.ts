/** A command meets an order: load it under lock, decide, save, tell the world. Answers the order as it then is. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { withAnswerBefore } from '../domain/answer-before.ts';
import { decide } from '../domain/decide.ts';
import { factsOf } from '../domain/facts.ts';
import type { OrderCommand, OrderFact } from '../domain/order-command.ts';
import type { OrderState } from '../domain/order-state.ts';
import { isLost } from './lost-orders.ts';
import { type LockedOrder, lockOrder, lockOrderIfThere, saveOrder } from './order-store.ts';

export interface ActedOn {
  readonly state: OrderState;
  readonly version: number;
  readonly updatedAt: Date;
  /** Encrypted. */
  readonly personal: Buffer | null;
}

export type PersonalOf = (order: LockedOrder) => Buffer | undefined;

/**
 * Throws when there is no such order, and what `decide` throws of a person's wish.
 * @param personalOf encrypted data that belongs to what comes of the command, of the order under its lock.
 */
export async function act(
  work: UnitOfWork,
  orderId: OrderId,
  command: OrderCommand,
  personalOf?: PersonalOf,
): Promise<ActedOn> {
  const before = await lockOrder(work.manager, orderId);
  return apply(work, before, command, personalOf);
}

/**
 * The same for a fact: a question of the provider's that the shopper is to answer has to be answered in time. Answers undefined, and
 * does nothing, for an order that was lost in a restore and cancelled.
 */
export async function actOnFact(
  work: UnitOfWork,
  orderId: OrderId,
  fact: OrderFact,
  { answerSeconds }: { readonly answerSeconds: number },
): Promise<ActedOn | undefined> {
  const found = await lockOrderIfThere(work.manager, orderId);
  if (!found && (await isLost(work.manager, orderId))) return undefined;
  const before = found ?? (await lockOrder(work.manager, orderId));
  const answerBefore = new Date(before.now.getTime() + answerSeconds * 1_000).toISOString();
  return apply(work, before, withAnswerBefore(fact, answerBefore));
}

async function apply(
  work: UnitOfWork,
  before: LockedOrder,
  command: OrderCommand,
  personalOf?: PersonalOf,
): Promise<ActedOn> {
  const { orderId } = before;
  const events = decide(before.state, command);
  const changed = events.length > 0;
  const personal = changed ? personalOf?.(before) : undefined;
  const state = changed ? await saveOrder(work, before, events, personal) : before.state;
  for (const { event, data } of factsOf(orderId, before.state, command, events, state)) work.emit(event, data);
  return {
    state,
    version: before.version + events.length,
    updatedAt: changed ? before.now : before.updatedAt,
    personal: personal ?? before.personal,
  };
}
