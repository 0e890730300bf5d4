/**
 * PaymentProvider for the payment provider simulator, over HTTP (services/psp-simulator/README.md). A 2xx is a definite result,
 * as is a 400 to a charge (rejected, nothing was stored). After anything else, or a time-out, the outcome is unknown.
 */

import { type OrderId, RefundId } from '@mambogo/contracts/ids.ts';
import { Currency } from '@mambogo/contracts/money.ts';
import { type Dispatcher, Pool } from 'undici';
import { z } from 'zod';
import {
  attemptNamed,
  type ChargeResult,
  chargeName,
  type PaymentProvider,
  ProviderUnavailable,
  type RefundResult,
} from '../domain/payment-provider.ts';

export interface SimulatorSettings {
  readonly url: string;
  readonly apiKey: string;
  /** Time-out of a call in milliseconds. */
  readonly timeout: number;
  readonly connections: number;
  /** Page the customer returns to after approving a payment; default: none. */
  readonly returnUrl?: (orderId: OrderId) => string;
}

const Charge = z.object({
  id: z.string(),
  /** Minor units. */
  amount: z.int(),
  currency: Currency,
  status: z.enum(['captured', 'failed', 'pending', 'requires_action', 'voided']),
  refunds: z.array(z.object({ reference: z.string().nullable(), amount: z.int() })),
  failure: z.object({ code: z.string() }).optional(),
  action: z.object({ url: z.url() }).optional(),
});
type Charge = z.output<typeof Charge>;
const Charges = z.object({ charges: z.array(Charge) });
const ChargeList = z.object({
  charges: z.array(Charge.extend({ reference: z.string() })),
  next: z.string().optional(),
});

export function createSimulatorProvider({
  url,
  apiKey,
  timeout,
  connections,
  returnUrl,
}: SimulatorSettings): PaymentProvider {
  const pool = new Pool(new URL(url).origin, { connections, keepAliveTimeout: 30_000 });

  async function call(method: Dispatcher.HttpMethod, path: string, key?: string, body?: unknown) {
    try {
      const response = await pool.request({
        method,
        path,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(key ? { 'idempotency-key': key } : {}),
          ...(body ? { 'content-type': 'application/json' } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
        signal: AbortSignal.timeout(timeout),
      });
      return { status: response.statusCode, text: await response.body.text() };
    } catch (cause) {
      throw new ProviderUnavailable(cause instanceof Error ? cause.message : 'no response', { cause });
    }
  }

  const getCharge = async (id: string) =>
    parseResponse(await call('GET', `/v1/charges/${encodeURIComponent(id)}`), Charge);

  return {
    name: 'simulator',

    async charge({ orderId, attempt, amount: { amount, currency }, token }) {
      const reference = chargeName(orderId, attempt);
      const request = { reference, amount, currency, token, returnUrl: returnUrl?.(orderId) };
      const response = await call('POST', '/v1/charges', reference, request);
      if (response.status === 400) return { type: 'failed', code: 'provider_refused' };
      return toChargeResult(parseResponse(response, Charge));
    },

    async find(orderId, attempt) {
      const reference = encodeURIComponent(chargeName(orderId, attempt));
      const { charges } = parseResponse(await call('GET', `/v1/charges?reference=${reference}`), Charges);
      const found = charges.find(({ status }) => status === 'captured') ?? charges.at(-1);
      return found && toChargeResult(found);
    },

    async list(since, after) {
      const query = new URLSearchParams({ since: since.toISOString(), ...(after ? { after } : {}) });
      const { charges, next } = parseResponse(await call('GET', `/v1/charges?${query}`), ChargeList);
      const ours = charges.flatMap((charge) => {
        const named = attemptNamed(charge.reference);
        return named ? [{ ...named, answer: toChargeResult(charge) }] : [];
      });
      return { charges: ours, next };
    },

    async void(reference) {
      const response = await call('POST', `/v1/charges/${encodeURIComponent(reference)}/void`);
      return toChargeResult(response.status === 409 ? await getCharge(reference) : parseResponse(response, Charge));
    },

    async refund({ reference, refundId, amount, again }): Promise<RefundResult> {
      if (again && (await getCharge(reference)).refunds.some((refund) => refund.reference === refundId))
        return { type: 'refunded' };
      const path = `/v1/charges/${encodeURIComponent(reference)}/refunds`;
      const response = await call('POST', path, refundId, { amount: amount.amount, reference: refundId });
      if (response.status === 422) return { type: 'refused', reason: parseResponse(response, Rejection, 422).detail };
      parseResponse(response, z.unknown());
      return { type: 'refunded' };
    },

    async refundsOf(reference) {
      const { refunds, currency } = await getCharge(reference);
      return refunds.flatMap((refund) => {
        const refundId = RefundId.safeParse(refund.reference);
        return refundId.success ? [{ refundId: refundId.data, amount: { amount: refund.amount, currency } }] : [];
      });
    },

    close: () => pool.destroy(),
  };
}

const Rejection = z.object({ detail: z.string() });

function parseResponse<S extends z.ZodType>(
  response: { status: number; text: string },
  schema: S,
  accept = 0,
): z.output<S> {
  const { status, text } = response;
  if ((status < 200 || status >= 300) && status !== accept)
    throw new ProviderUnavailable(`the provider responded with status ${status}`);
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new ProviderUnavailable('the response of the provider is malformed', { cause });
  }
}

function toChargeResult({ id: reference, status, amount, currency, failure, action }: Charge): ChargeResult {
  switch (status) {
    case 'failed':
      return { type: 'failed', code: failure?.code ?? 'card_declined', reference };
    case 'requires_action':
      if (!action) throw new ProviderUnavailable('the provider requires an action but returned no URL');
      return { type: 'action-required', reference, url: action.url };
    case 'captured':
      return { type: 'captured', reference, taken: { amount, currency } };
    default:
      return { type: status, reference };
  }
}
