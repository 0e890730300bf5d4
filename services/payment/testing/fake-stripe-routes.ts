/** The routes of the fake Stripe. Errors have the shape of Stripe's. */
import { type FakeStripeState, type Intent, isKnown } from './fake-stripe-state.ts';

export interface FakeResponse {
  readonly status: number;
  readonly body: unknown;
}

export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  /** From the query or the form. */
  readonly fields: URLSearchParams;
}

/** Fixed page size, small so that lists span several pages. */
const pageSize = 3;

export function respond(state: FakeStripeState, { method, path, fields }: FakeRequest, bank: string): FakeResponse {
  const [, , kind, name, verb] = path.split('/');
  const intent = kind === 'payment_intents' && name ? state.intent(name) : undefined;
  switch (`${method} ${kind}${name ? '/' : ''}${verb ?? ''}`) {
    case 'POST payment_intents':
      return create(state, fields, bank);
    case 'GET payment_intents':
      return ok(
        page(
          state.intents().filter((one) => isWithin(one, fields)),
          fields,
        ),
      );
    case 'GET payment_intents/':
      return intent ? ok(intent) : missing('intent', name);
    case 'POST payment_intents/cancel':
      if (!intent) return missing('intent', name);
      if (['succeeded', 'canceled'].includes(intent.status))
        return refusal(400, { code: 'payment_intent_unexpected_state', payment_intent: intent });
      return ok(state.cancel(intent));
    case 'POST refunds':
      return refund(state, fields);
    case 'GET refunds':
      return ok(page(state.refundsOf(fields.get('payment_intent') ?? ''), fields));
    default:
      return refusal(404, { message: `Unrecognized request URL (${method}: ${path})` });
  }
}

export const refusal = (status: number, error: Readonly<Record<string, unknown>>): FakeResponse => ({
  status,
  body: { error: { type: 'invalid_request_error', message: 'rejected', ...error } },
});

const ok = (body: unknown): FakeResponse => ({ status: 200, body });
const missing = (param: string, name: string | undefined): FakeResponse =>
  refusal(404, { code: 'resource_missing', param, message: `No such ${param}: '${name}'` });

function create(state: FakeStripeState, fields: URLSearchParams, bank: string): FakeResponse {
  const method = fields.get('payment_method') ?? '';
  if (!isKnown(method)) {
    return refusal(400, {
      code: 'resource_missing',
      param: 'payment_method',
      message: `No such PaymentMethod: '${method}'`,
    });
  }
  const requested = {
    amount: Number(fields.get('amount')),
    currency: fields.get('currency') ?? '',
    metadata: metadataOf(fields),
  };
  const intent = state.confirm(requested, method, fields.get('return_url') ?? '', bank);
  const { last_payment_error: cardError } = intent;
  return cardError
    ? { status: 402, body: { error: { ...cardError, payment_intent: { ...intent } } } }
    : ok({ ...intent });
}

function refund(state: FakeStripeState, fields: URLSearchParams): FakeResponse {
  const intent = state.intent(fields.get('payment_intent') ?? '');
  if (!intent) return missing('payment_intent', fields.get('payment_intent') ?? '');
  const amount = Number(fields.get('amount'));
  const left = intent.amount - state.refundsOf(intent.id).reduce((sum, one) => sum + one.amount, 0);
  if (left === 0) return refusal(400, { code: 'charge_already_refunded' });
  if (amount > left)
    return refusal(400, { param: 'amount', message: 'Refund amount is greater than unrefunded amount' });
  return ok(state.refund(intent, amount, metadataOf(fields)));
}

const metadataOf = (fields: URLSearchParams): Record<string, string> =>
  Object.fromEntries(
    [...fields].flatMap(([key, value]) => {
      const name = /^metadata\[(.+)\]$/.exec(key)?.[1];
      return name ? [[name, value]] : [];
    }),
  );

const isWithin = ({ created }: Intent, fields: URLSearchParams): boolean =>
  created >= Number(fields.get('created[gte]') ?? 0) && created <= Number(fields.get('created[lte]') ?? Infinity);

/** A page of a list that is sorted newest first. */
function page(all: readonly { readonly id: string }[], fields: URLSearchParams) {
  const after = all.findIndex(({ id }) => id === fields.get('starting_after'));
  const data = all.slice(after + 1, after + 1 + pageSize);
  return { object: 'list', data, has_more: after + 1 + data.length < all.length, url: '/' };
}
