/** Every hour, forgets the idempotency keys that are past their time. Instances that do it at once only find nothing. */
import type { Logger } from '@mambogo/service/logger.ts';
import type { Worker } from '@mambogo/service/service.ts';
import type { Idempotency } from './idempotency.ts';

const everyMilliseconds = 3_600_000;

export function createPurgeWorker(idempotency: Pick<Idempotency, 'purge'>, logger: Logger): Worker {
  let timer: NodeJS.Timeout | undefined;
  const purge = () =>
    idempotency.purge().catch((error: unknown) => logger.warn({ err: error }, 'old idempotency keys are still there'));
  return {
    start() {
      timer ??= setInterval(purge, everyMilliseconds);
    },
    async stop() {
      clearInterval(timer);
    },
  };
}
