/**
 * The broker and the sidecars' subscriptions, in memory: a published message stays in the queue of each consumer of the topic
 * until it is acknowledged. The schedule decides the order, the number and the instance of its deliveries.
 */
import { randomUUID } from 'node:crypto';
import { serviceBlueprint } from '@mambogo/blueprint/services.ts';
import type { BulkEntry } from '@mambogo/dapr/sidecar.ts';
import type { TopicEpochs } from '@mambogo/messaging/outbox/topic-epochs.ts';
import type { Express } from 'express';
import { z } from 'zod';
import { injectRequest } from './inject-request.ts';
import { beginning, isoOf } from './virtual-clock.ts';

/** The services that consume a topic of the saga; `topics` and the blueprint say which. */
export const consumers = ['order', 'inventory', 'payment', 'product', 'cart'] as const;
export type Consumer = (typeof consumers)[number];

/** The topics of the saga. */
export const topics = ['order.events', 'inventory.events', 'payment.events'] as const;

export interface Message {
  readonly topic: string;
  readonly event: unknown;
}

const Answer = z.object({ statuses: z.array(z.object({ entryId: z.string(), status: z.string() })) });

/** @param onPublish called for every published event */
export function createBroker(onPublish: (event: unknown) => void) {
  const queues: Record<Consumer, Message[]> = { order: [], inventory: [], payment: [], product: [], cart: [] };
  const epochs = new Map<string, number>();
  let tailsLost = 0;
  /** All messages ever published. */
  const log: Message[] = [];
  const order = createOrderCheck();

  return {
    queues,
    log: log as readonly Message[],
    /** Events that were published after a later one of their topic and key. */
    disordered: order.violations,
    append(topic: string, entries: readonly BulkEntry[]): void {
      for (const { event } of entries) {
        const message = { topic, event };
        log.push(message);
        onPublish(event);
        order.observe(message);
        for (const consumer of consumers)
          if (serviceBlueprint(consumer).consumes.some((one) => one === topic)) queues[consumer].push(message);
      }
    },
    /** Loses the latest unacknowledged messages, as a broker does after an unclean shutdown. */
    loseTail(count: number): void {
      tailsLost += 1;
      const lost = new Set(log.slice(-count));
      for (const consumer of consumers) queues[consumer] = queues[consumer].filter((message) => !lost.has(message));
    },
    /** Loses a topic, which is then a new one. */
    loseTopic(topic: string): void {
      epochs.set(topic, (epochs.get(topic) ?? 1) + 1);
      for (const consumer of consumers)
        queues[consumer] = queues[consumer].filter((message) => message.topic !== topic);
    },
    /** Topic metadata, as its creator records it. */
    topicEpochs: (): TopicEpochs => ({
      ids: Object.fromEntries(topics.map((topic) => [topic, `${topic} ${epochs.get(topic) ?? 1}`])),
      // A new epoch for each unclean shutdown.
      ...(tailsLost > 0 ? { tailLostSince: isoOf(beginning - tailsLost) } : {}),
    }),
    /** Delivers a message again that may have been acknowledged long ago. */
    repeat(consumer: Consumer, message: Message): void {
      if (serviceBlueprint(consumer).consumes.some((one) => one === message.topic)) queues[consumer].push(message);
    },
    /**
     * Delivers messages of one topic to an instance; those answered SUCCESS leave the queue, unless `keep`: the response is
     * lost.
     */
    async deliver(consumer: Consumer, app: Express, messages: readonly Message[], keep: () => boolean): Promise<void> {
      const [first] = messages;
      if (!first) return;
      const entries = messages.map(({ event }) => ({ entryId: randomUUID(), event }));
      const { body } = await injectRequest(app, 'POST', `/events/${first.topic}`, { entries });
      const statuses = new Map(Answer.parse(body).statuses.map(({ entryId, status }) => [entryId, status]));
      if (keep()) return;
      for (const [i, message] of messages.entries()) {
        const at = queues[consumer].indexOf(message);
        if (at >= 0 && statuses.get(entries[i]?.entryId ?? '') === 'SUCCESS') queues[consumer].splice(at, 1);
      }
    },
  };
}

export type Broker = ReturnType<typeof createBroker>;

const Numbered = z.object({ id: z.string(), subject: z.string(), sequence: z.string() });

/** An event that is published again does not count: consumers have its id. */
function createOrderCheck() {
  const known = new Set<string>();
  const latest = new Map<string, string>();
  const violations: string[] = [];
  return {
    violations: violations as readonly string[],
    observe({ topic, event }: Message): void {
      const { id, subject, sequence } = Numbered.parse(event);
      if (known.has(id)) return;
      known.add(id);
      const key = `${topic} ${subject}`;
      const before = latest.get(key);
      if (before !== undefined && before > sequence) violations.push(`${key}: ${sequence} after ${before}`);
      else latest.set(key, sequence);
    },
  };
}
