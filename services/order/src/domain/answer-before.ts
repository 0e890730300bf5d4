/** Adds to a payment-action-required command the deadline by which the shopper must complete the provider's challenge. Pure. */
import type { OrderCommand } from './order-command.ts';

/** @param answerBefore ISO 8601 */
export const withAnswerBefore = <C extends OrderCommand>(command: C, answerBefore: string): C =>
  command.type === 'payment-action-required' ? { ...command, data: { ...command.data, answerBefore } } : command;
