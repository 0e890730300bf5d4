/** Deliberate faults of the payment decider and of the settlement of attempts with the provider. */
import { type Rules, rules } from '../rules.ts';
import { payment } from './with-payment.ts';

export const paymentMutants: Readonly<Record<string, Rules>> = {
  'accept whatever amount the provider captured': payment({
    decide: (state, command) =>
      rules.payment.decide(
        state,
        command.type === 'attempt-result' && command.answer.type === 'captured' && state.request
          ? { ...command, answer: { ...command.answer, taken: state.request.total } }
          : command,
      ),
  }),

  'forget the tombstone of a cancelled order (payment)': payment({
    decide: (state, command) =>
      command.type === 'cancel' && !state.request && state.attempts.length === 0
        ? []
        : rules.payment.decide(state, command),
  }),

  'trust the first search that finds no charge': payment({
    settling: (task, windows) => rules.payment.settling(task, { ...windows, absentAfter: -1 }),
    nextTurn: (task, answer, retryPolicy) =>
      answer?.type === 'not-found' ? undefined : rules.payment.nextTurn(task, answer, retryPolicy),
  }),

  'charge an order that was cancelled meanwhile': payment({
    settling: (task, windows) =>
      rules.payment.settling(task.mode === 'void' && task.token ? { ...task, mode: 'charge' } : task, windows),
    decide: (state, command) =>
      rules.payment.decide(command.type === 'attempt-result' ? { ...state, ended: false } : state, command),
  }),

  'keep a second capture': payment({
    decide: (state, command) =>
      rules.payment.decide(state, command).filter((event) => event.type !== 'refund-requested' || !isSurplus(state)),
  }),

  'forget the attempt that is under way when the order is cancelled': payment({
    decide: (state, command) =>
      command.type === 'attempt-result' && state.ended ? [] : rules.payment.decide(state, command),
  }),

  'reject money that arrives after the failure was published': payment({
    decide: (state, command) =>
      command.type === 'attempt-result' &&
      state.attempts.some(({ attempt, state }) => attempt === command.attempt && state === 'FAILED')
        ? []
        : rules.payment.decide(state, command),
  }),

  'never retry a refund that the provider rejected': payment({
    decide: (state, command) =>
      command.type === 'cancel' && state.refunds.length > 0 ? [] : rules.payment.decide(state, command),
  }),

  'never acknowledge an order when nothing was paid': payment({
    factsOf: (id, before, command, events, after) =>
      rules.payment.factsOf(id, before, command, events, after).filter(({ event }) => event.name !== 'payment.voided'),
  }),
};

const isSurplus = ({ attempts }: Parameters<Rules['payment']['decide']>[0]): boolean =>
  attempts.some(({ state, surplus }) => state === 'CAPTURED' && !surplus);
