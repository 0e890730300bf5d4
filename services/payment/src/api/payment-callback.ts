/**
 * POST /payments/callbacks/{provider}: the provider's webhook for changes of a charge. The event is stored, the worker queries
 * the attempt, and the response is always the same: it reveals nothing but that the signature was valid.
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
    if (!read) throw new Problem('not-found', `payment provider ${provider} is not configured`);
    const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
    const callback = read(bytes, (name) => request.get(name), Date.now());
    const stored = await storeCallback(database, provider, callback);
    if (stored === 'woken') attempts.wake();
    if (stored === 'unknown')
      logger.warn(
        { event: 'payment.callback_unmatched', provider, eventId: callback.eventId },
        'provider callback for an unknown charge, stored for later',
      );
    return { status: 202 };
  });
