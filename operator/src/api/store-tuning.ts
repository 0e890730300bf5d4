/** What may be said of an embedded store beside its volume: how big it is, and settings of the server. */
import { z } from 'zod';
import { resources } from './resources-spec.ts';

export const storeSizes = ['small', 'medium', 'large'] as const;
export type StoreSize = (typeof storeSizes)[number];

export const storeTuning = {
  size: z
    .enum(storeSizes)
    .optional()
    .describe('processor time, memory and the settings that go with them; small when absent'),
  resources: resources.optional().describe('processor time and memory of one pod, instead of those of the size'),
  parameters: z
    .record(
      z
        .string()
        .max(100)
        .regex(/^[a-z][a-z0-9_.-]*$/, 'a setting of the server'),
      z
        .string()
        .max(500)
        .regex(/^[^'"\\\n\r$`]*$/, 'no quotes, backslashes, "$" or line ends'),
    )
    .optional()
    .describe('settings of the server, over those of the size; those the shop depends on are refused'),
};
