/** GET /payments/provider: the payment provider, and what a browser needs to tokenize a card with it. */
import { getPaymentProvider } from '@mambogo/contracts/api/payments.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

/** Seconds. A shop's provider changes only with a redeployment. */
const maxAgeSeconds = 300;

export const getPaymentProviderApi = ({ providerInfo }: Pick<Context, 'providerInfo'>) =>
  handleRoute(getPaymentProvider, async () => ({
    status: 200,
    body: providerInfo,
    headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
  }));
