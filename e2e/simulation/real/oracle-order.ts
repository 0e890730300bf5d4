/** The model of the order service: the same commands, in the order of their commits. */
import type { DomainEvent } from '@mambogo/contracts/events/event.ts';
import type { OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import type { OrderCommand } from '@mambogo/order/src/domain/order-command.ts';
import type { EventOf } from '@mambogo/order/src/domain/order-event.ts';
import type { OrderState } from '@mambogo/order/src/domain/order-state.ts';
import type { DataSource } from 'typeorm';
import { rules } from '../rules.ts';
import type { Intent } from './intent.ts';
import { asPublished, difference, type Effects, type LogRow } from './transaction-effects.ts';

const { decide, evolve, factsOf, commandOf } = rules.order;

export function createOrderOracle(database: DataSource) {
  const states = new Map<OrderId, OrderState>();

  /** Returns the differences. */
  return async (
    effects: Effects,
    handledEvents: readonly DomainEvent[],
    intent: Intent | undefined,
  ): Promise<string[]> => {
    const commands = [...handledEvents.flatMap((fact) => commandOf(fact) ?? []), ...commandsOf(intent, effects)];
    const log: unknown[] = [];
    const emitted: unknown[] = [];
    for (const { orderId, command } of commands) {
      const before = states.get(orderId);
      const events = decide(before, command);
      const after = events.reduce<OrderState | undefined>(evolve, before);
      if (!after) throw new Error(`${command.type} of an order unknown to the model`);
      states.set(orderId, after);
      log.push(...events.map(({ type, data }) => ({ orderId, type, data })));
      emitted.push(...asPublished(factsOf(orderId, before, command, events, after)));
    }
    const touched = [
      ...new Set([...commands.map(({ orderId }) => orderId), ...effects.log.map(({ orderId }) => orderId)]),
    ];
    const rows = await database.query<{ id: OrderId; state: OrderState }[]>(
      'select id, data as state from order_summary where id = any($1)',
      [touched],
    );
    const found = [
      difference(
        'log',
        log,
        effects.log.map(({ orderId, type, data }) => ({ orderId, type, data })),
      ),
      difference(
        'facts',
        emitted,
        effects.emitted.map(({ name, data }) => ({ name, data })),
      ),
      difference(
        'order',
        touched.map((id) => ({ id, state: states.get(id) })),
        rows,
      ),
    ].filter((one) => one !== undefined);
    for (const { id, state } of rows) states.set(id, state);
    return found;
  };
}

interface AddressedCommand {
  readonly orderId: OrderId;
  readonly command: OrderCommand;
}

function commandsOf(intent: Intent | undefined, { log, emitted }: Effects): AddressedCommand[] {
  switch (intent?.type) {
    case 'place':
      return log.flatMap(({ orderId, type, data }) =>
        type === 'placed'
          ? [{ orderId, command: { type: 'place', data: data as EventOf<'placed'>['data'], token: intent.token } }]
          : [],
      );
    case 'order-action':
      return log.length + emitted.length > 0
        ? [{ orderId: intent.orderId, command: actionOf(intent.action, log) }]
        : [];
    case 'worker': {
      const command = timers[intent.name];
      const ids = [...new Set([...log.map(({ orderId }) => orderId), ...emitted.map(({ key }) => key as OrderId)])];
      return command ? ids.map((orderId) => ({ orderId, command })) : [];
    }
    default:
      return [];
  }
}

const timers: Readonly<Record<string, OrderCommand>> = {
  'close-unpaid': { type: 'close-payment-window' },
  remind: { type: 'remind' },
};

/** The handler generates the id of a refund: it is read from the log. */
function actionOf(action: Extract<Intent, { type: 'order-action' }>['action'], log: readonly LogRow[]): OrderCommand {
  if (action.type !== 'refund') return action;
  const refundId = log.find(({ type }) => type === 'refund-requested')?.data.refundId as RefundId;
  return { ...action, refundId };
}
