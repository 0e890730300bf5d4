/**
 * POST /payments/callbacks/{provider}: a provider tells that something became of a charge. It is kept, the attempt is asked
 * for by the worker, and the answer is always the same: no more can be learnt here than that the signature was good.
 */
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { Problem } from '@mambogo/service/problem.ts';
import { handleRoute } from '@mambogo/service/route-handler.ts';
import type { Context } from '../context.ts';
import { keepCallback } from '../store/callbacks.ts';

type Needs = Pick<Context, 'database' | 'callbacks' | 'logger'> & {
  readonly attempts: Pick<Context['attempts'], 'wake'>;
};

export const paymentCallbackApi = ({ database, callbacks, attempts, logger }: Needs) =>
  handleRoute(paymentCallback, async ({ params: { provider }, body, request }) => {
    const read = callbacks.get(provider);
    if (!read) throw new Problem('not-found', `no provider ${provider} calls back here`);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const callback = read(bytes, (name) => request.get(name), Date.now());
    const kept = await keepCallback(database, provider, callback);
    if (kept === 'woken') attempts.wake();
    if (kept === 'unknown')
      logger.warn(
        { provider, eventId: callback.eventId },
        'a callback names a charge that is not known here; it is kept',
      );
    return { status: 202 };
  });
