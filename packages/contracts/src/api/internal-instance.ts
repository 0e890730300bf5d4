/**
 * What an instance of a service knows about itself, for the operations page. The gateway requests it from every instance. It has
 * numbers and the names of services and topics only: no ids of orders or people.
 */
import { z } from 'zod';
import { internalRoute } from '../route.ts';
import { Time } from '../time.ts';

const count = z.int().min(0);

export const Breaker = z
  .object({
    peer: z.string().meta({ description: 'a service, or `payment provider`' }),
    state: z.enum(['closed', 'half-open', 'open']),
  })
  .meta({ id: 'Breaker' });
export type Breaker = z.infer<typeof Breaker>;

/** An event that is too large to be published. */
export const ParkedEvent = z
  .object({
    id: z.string(),
    topic: z.string(),
    type: z.string(),
    bytes: count,
    ageSeconds: z.number().meta({ description: 'since it was emitted' }),
  })
  .meta({ id: 'ParkedEvent' });
export type ParkedEvent = z.infer<typeof ParkedEvent>;

export const InstanceFacts = z.object({
  instance: z.string().meta({ description: 'the pod, or on one machine its name and the process id' }),
  version: z.string(),
  startedAt: Time,
  problems: z.array(z.string()).meta({ description: 'what is degraded; empty: nothing' }),
  cpuSeconds: z.number().meta({ description: 'CPU time since its start' }),
  memoryBytes: count,
  requests: z
    .object({ total: count, failed: count.meta({ description: 'with a status of 500 or more' }) })
    .optional()
    .meta({ description: 'requests since its start; only of the gateway' }),
  breakers: z.array(Breaker),
  outbox: z
    .object({ rows: count, oldestSeconds: z.number() })
    .optional()
    .meta({ description: 'events that wait to be published, and how long the oldest has waited' }),
  parked: z.array(ParkedEvent).optional().meta({
    description: 'events that cannot be published and were taken out of the queue, the oldest first, at most 20',
  }),
  inbox: z
    .array(
      z.object({
        topic: z.string(),
        handled: count,
        failed: count,
        delaySeconds: z.number().meta({
          description: 'from the emission of an event to its handling, summed over all events since the start',
        }),
      }),
    )
    .meta({ description: 'events that were delivered since its start' }),
  emitted: z.record(z.string(), count).meta({ description: 'events emitted since its start, by type' }),
  deadLetters: z
    .object({ poison: count, transient: count })
    .optional()
    .meta({ description: 'waiting dead letters, of all instances of the service' }),
  violations: count.optional().meta({ description: 'violated invariants' }),
  stuckOrders: z
    .record(z.string(), count)
    .optional()
    .meta({ description: 'orders that wait too long, by reason; only of the order service' }),
});
export type InstanceFacts = z.infer<typeof InstanceFacts>;

export const getInstance = internalRoute({
  id: 'getInstance',
  method: 'GET',
  path: '/internal/instance',
  summary: 'Get what this instance knows about itself',
  responses: { 200: InstanceFacts },
});
