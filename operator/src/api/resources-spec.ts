/** CPU and memory of one pod: requests and limits. */
import { z } from 'zod';
import { bytes, cpu } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { bytesOf, millisOf } from './quantities.ts';

const memory = bytes.optional().describe('memory');
const requests = z.strictObject({ cpu: cpu.optional().describe('processor time'), memory });
const limits = z.strictObject({ cpu: cpu.optional().describe('CPU limit; default none'), memory });

const limitsCoverRequests = ['cpu', 'memory'].map((amount) => {
  const given = ['limits', 'requests'].map((bound) => `!has(self.${bound}) || !has(self.${bound}.${amount})`);
  return {
    rule: `${given.join(' || ')} || quantity(self.limits.${amount}).compareTo(quantity(self.requests.${amount})) >= 0`,
    message: `limits.${amount} is below requests.${amount}`,
  };
});

export const resources = z
  .strictObject({
    requests: requests.optional().describe('CPU and memory reserved for it'),
    limits: limits
      .optional()
      .describe('CPU and memory it may not exceed; default memory twice the request, no CPU limit'),
  })
  .superRefine(({ requests, limits }, context) => {
    const below = (amount: 'cpu' | 'memory', size: (quantity: string) => number) => {
      const [limit, request] = [limits?.[amount], requests?.[amount]];
      if (limit === undefined || request === undefined || size(limit) >= size(request)) return;
      context.addIssue({ code: 'custom', path: ['limits', amount], message: `is below the request of ${request}` });
    };
    below('cpu', millisOf);
    below('memory', bytesOf);
  })
  .meta({ description: 'CPU and memory of one instance', ...cel(...limitsCoverRequests) });
