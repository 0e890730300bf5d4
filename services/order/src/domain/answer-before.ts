/** Until when the shopper may answer a question of the provider's: given with the fact that it was asked. Pure. */
import type { OrderCommand } from './order-command.ts';

/** @param answerBefore ISO 8601 */
export const withAnswerBefore = <C extends OrderCommand>(command: C, answerBefore: string): C =>
  command.type === 'payment-action-required' ? { ...command, data: { ...command.data, answerBefore } } : command;
