/** The input and output of an attack's thread. */
import { z } from 'zod';

export const AttackOrder = z.object({
  name: z.string(),
  shop: z.url(),
  token: z.string(),
  productId: z.string(),
  /** Its source address and target. */
  route: z.object({
    from: z.array(z.string()).readonly(),
    to: z.object({ hostname: z.string(), port: z.string() }).optional(),
  }),
  milliseconds: z.number(),
});
export type AttackOrder = z.infer<typeof AttackOrder>;

export const AttackResult = z.object({
  /** Statuses and their counts; 0 = rejected or cut off. */
  statuses: z.record(z.string(), z.number()),
  connections: z.number(),
});
export type AttackResult = z.infer<typeof AttackResult>;
