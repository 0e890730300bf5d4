/** A command meets an order: load it under lock, decide, save, tell the world. Answers the order as it then is. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { withAnswerBefore } from '../domain/answer-before.ts';
import { decide } from '../domain/decide.ts';
import { integrationEventsFor } from '../domain/integration-events.ts';
import type { EventCommand, OrderCommand } from '../domain/order-command.ts';
import type { OrderState } from '../domain/order-state.ts';
import { isLost } from './lost-orders.ts';
import { type LockedOrder, lockOrder, lockOrderIfThere, saveOrder } from './order-store.ts';

export interface CommandResult {
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
export async function executeCommand(
  unit: UnitOfWork,
  orderId: OrderId,
  command: OrderCommand,
  personalOf?: PersonalOf,
): Promise<CommandResult> {
  const before = await lockOrder(unit.manager, orderId);
  return applyCommand(unit, before, command, personalOf);
}

/**
 * The same for a fact: a question of the provider's that the shopper is to answer has to be answered in time. Answers undefined, and
 * does nothing, for an order that was lost in a restore and cancelled.
 */
export async function executeEventCommand(
  unit: UnitOfWork,
  orderId: OrderId,
  command: EventCommand,
  { answerSeconds }: { readonly answerSeconds: number },
): Promise<CommandResult | undefined> {
  const found = await lockOrderIfThere(unit.manager, orderId);
  if (!found && (await isLost(unit.manager, orderId))) return undefined;
  const before = found ?? (await lockOrder(unit.manager, orderId));
  const answerBefore = new Date(before.now.getTime() + answerSeconds * 1_000).toISOString();
  return applyCommand(unit, before, withAnswerBefore(command, answerBefore));
}

async function applyCommand(
  unit: UnitOfWork,
  before: LockedOrder,
  command: OrderCommand,
  personalOf?: PersonalOf,
): Promise<CommandResult> {
  const { orderId } = before;
  const events = decide(before.state, command);
  const changed = events.length > 0;
  const personal = changed ? personalOf?.(before) : undefined;
  const state = changed ? await saveOrder(unit, before, events, personal) : before.state;
  for (const { event, data } of integrationEventsFor(orderId, before.state, command, events, state))
    unit.emit(event, data);
  return {
    state,
    version: before.version + events.length,
    updatedAt: changed ? before.now : before.updatedAt,
    personal: personal ?? before.personal,
  };
}
