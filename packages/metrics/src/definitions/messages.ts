/** Metrics of messages to customers by e-mail. */
import { messageKinds } from '@mambogo/contracts/enumerations.ts';
import type { MetricDefinition } from '../metric-definition.ts';

const from = 'notification';

export const messageMetrics = {
  mambogo_messages_total: {
    type: 'counter',
    unit: 'messages',
    help: 'attempts to send a message, by what became of it',
    labels: { kind: messageKinds.join(', '), outcome: 'sent, retried, failed, skipped' },
    from,
  },
  mambogo_messages_waiting: {
    type: 'gauge',
    unit: 'messages',
    help: 'messages that are due and not sent; the same on all instances',
    labels: {},
    from,
  },
  mambogo_messages_oldest_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'how long the oldest of them has waited; 0: none waits',
    labels: {},
    from,
  },
} as const satisfies Record<string, MetricDefinition>;
