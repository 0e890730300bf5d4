/** `bench/results/footprint.json`: what an order and a read use, as the last `npm run bench -- footprint --keep` measured it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What one counter of counters.ts rises by. */
const Use = z.object({
  /** Without requests. */
  idlePerSecond: z.number(),
  /** Per confirmed order, less what an idle shop uses in the same time. */
  perOrder: z.number(),
  /** Per read of the catalogue, less the same. */
  perRead: z.number(),
});
export type Use = z.infer<typeof Use>;

export const Footprint = z.object({
  /** Abbreviated commit, with `+` when files differed from it. */
  revision: z.string(),
  measuredAt: z.iso.datetime(),
  machine: z.object({ cores: z.number(), node: z.string() }),
  orders: z.number(),
  reads: z.number(),
  shoppers: z.number(),
  ordersPerSecond: z.number(),
  readsPerSecond: z.number(),
  /** CPU-ms that the load generator used for an order: the measure of the machine's speed. */
  ownCpu: z.number(),
  counters: z.record(z.string(), Use),
  /** MiB (PSS) of each process after the load. */
  memory: z.record(z.string(), z.number()),
  /** Connections that each service had open to its SQL database under load. */
  connections: z.record(z.string(), z.number()),
  /** Events per second through one partition, from outbox to effect, by flow. */
  eventsPerSecond: z.record(z.string(), z.number()),
});
export type Footprint = z.infer<typeof Footprint>;

export const footprintFile = join(import.meta.dirname, '../results/footprint.json');

export const readFootprint = (): Footprint => Footprint.parse(JSON.parse(readFileSync(footprintFile, 'utf8')));
