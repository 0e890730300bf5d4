/**
 * POST /payments/callbacks/{provider}: a provider tells that something became of a charge. It is kept, the attempt is asked
 * for by the worker, and the answer is always the same: no more can be learnt here than that the signature was good.
 */
import { paymentCallback } from '@mambogo/contracts/api/payments.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';
import { storeCallback } from '../store/callbacks.ts';

type CallbackDependencies = Pick<Context, 'database' | 'callbacks' | 'logger'> & {
  readonly attempts: Pick<Context['attempts'], 'wake'>;
};

export const paymentCallbackApi = ({ database, callbacks, attempts, logger }: CallbackDependencies) =>
  handleRoute(paymentCallback, async ({ params: { provider }, body, request }) => {
    const read = callbacks.get(provider);
    if (!read) throw new Problem('not-found', `no provider ${provider} calls back here`);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const callback = read(bytes, (name) => request.get(name), Date.now());
    const stored = await storeCallback(database, provider, callback);
    if (stored === 'woken') attempts.wake();
    if (stored === 'unknown')
      logger.warn(
        { provider, eventId: callback.eventId },
        'a callback names a charge that is not known here; it is kept',
      );
    return { status: 202 };
  });
