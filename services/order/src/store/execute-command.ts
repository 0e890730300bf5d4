/** Executes a command on an order: loads it under its lock, decides, saves, emits events. Returns the resulting order. */
import type { OrderId } from '@mambogo/contracts/ids.ts';
import type { UnitOfWork } from '@mambogo/messaging/unit-of-work.ts';
import { withAnswerBefore } from '../domain/answer-before.ts';
import { decide } from '../domain/decide.ts';
import { integrationEventsFor } from '../domain/integration-events.ts';
import type { EventCommand, OrderCommand } from '../domain/order-command.ts';
import type { OrderState } from '../domain/order-state.ts';
import { measureSaga } from '../telemetry/measure-saga.ts';
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
 * Throws if the order does not exist, and the errors that `decide` throws for user actions.
 * @param personalOf returns encrypted data to store with the command's events, given the locked order
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
 * The same for an event of another service. Adds the deadline for a challenge of the payment provider. Does nothing and returns
 * undefined for an order that was lost in a restore and cancelled.
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
  if (changed) unit.afterCommit(() => measureSaga(before, events));
  return {
    state,
    version: before.version + events.length,
    updatedAt: changed ? before.now : before.updatedAt,
    personal: personal ?? before.personal,
  };
}
