/** GET /payments/provider: who takes the cards, and what a browser needs to hand one over there. */
import { getPaymentProvider } from '@mambogo/contracts/api/payments.ts';
import { handleRoute } from '@mambogo/service/http/route-handler.ts';
import type { Context } from '../context.ts';

/** Seconds: a shop changes its provider by being set up anew. */
const maxAgeSeconds = 300;

export const getPaymentProviderApi = ({ providerInfo }: Pick<Context, 'providerInfo'>) =>
  handleRoute(getPaymentProvider, async () => ({
    status: 200,
    body: providerInfo,
    headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
  }));
