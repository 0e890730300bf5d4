/** The messages between a chaos run and the process that runs its shop. */
import { z } from 'zod';

export const Request = z.object({
  id: z.int(),
  call: z.enum(['started', 'processes', 'restart', 'stopProcess', 'addInstance', 'stop']),
  /** Name of a process or service. */
  name: z.string().optional(),
});
export type Request = z.infer<typeof Request>;

export const Response = z.object({ id: z.int(), result: z.unknown().optional(), error: z.string().optional() });
export type Response = z.infer<typeof Response>;

export const ProcessList = z.array(
  z.object({ name: z.string(), group: z.string(), state: z.string(), pid: z.int().optional() }),
);
export type ProcessList = z.infer<typeof ProcessList>;
