/** Settings of an embedded store beside its volume: its size, and parameters of the server. */
import { z } from 'zod';
import { resources } from './resources-spec.ts';

export const storeSizes = ['small', 'medium', 'large'] as const;
export type StoreSize = (typeof storeSizes)[number];

export const storeTuning = {
  size: z.enum(storeSizes).optional().describe('CPU, memory and matching server settings; default small'),
  resources: resources.optional().describe('CPU and memory of one pod, overriding those of the size'),
  parameters: z
    .record(
      z
        .string()
        .max(100)
        .regex(/^[a-z][a-z0-9_.-]*$/, 'a parameter name of the server'),
      z
        .string()
        .max(500)
        .regex(/^[^'"\\\n\r$`]*$/, 'no quotes, backslashes, "$" or line ends'),
    )
    .optional()
    .describe('server parameters, overriding those of the size; parameters the shop depends on are rejected'),
};
