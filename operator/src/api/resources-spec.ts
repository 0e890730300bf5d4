/** CPU and memory of one pod: requests and limits. */
import { z } from 'zod';
import { bytes, cpu } from './bounded-strings.ts';
import { bytesOf, millisOf } from './quantities.ts';

const amounts = z.strictObject({ cpu: cpu.optional(), memory: bytes.optional() });

export const resources = z
  .strictObject({ requests: amounts.optional(), limits: amounts.optional() })
  .superRefine(({ requests, limits }, context) => {
    const below = (amount: 'cpu' | 'memory', size: (quantity: string) => number) => {
      const [limit, request] = [limits?.[amount], requests?.[amount]];
      if (limit === undefined || request === undefined || size(limit) >= size(request)) return;
      context.addIssue({ code: 'custom', path: ['limits', amount], message: `is below the request of ${request}` });
    };
    below('cpu', millisOf);
    below('memory', bytesOf);
  });
