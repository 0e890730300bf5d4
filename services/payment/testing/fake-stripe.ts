/**
 * A stand-in for Stripe that keeps state, over HTTP: the first answer to an idempotency key is replayed, errors of its own
 * included, until keys are forgotten; a key in use is refused; events are sent signed, each twice, until they are taken.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import Stripe from 'stripe';
import { type FakeResponse, refusal, respond } from './fake-stripe-routes.ts';
import { behaviourOf, createFakeStripeState, type Intent } from './fake-stripe-state.ts';

export type FakeStripe = Awaited<ReturnType<typeof startFakeStripe>>;

/** Milliseconds a late answer takes. */
const late = 2_000;

export async function startFakeStripe({ callbackUrl }: { readonly callbackUrl?: string } = {}) {
  const apiKey = 'sk_test_stand_in';
  const webhookSecret = 'whsec_stand_in';
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const saved = new Map<string, { request: string; answer: FakeResponse | undefined }>();
  const errors = new Map<string, number>();
  const sending = new Set<Promise<void>>();
  let stopped = false;
  let server: Server | undefined;

  const types = { succeeded: 'succeeded', canceled: 'canceled', requires_payment_method: 'payment_failed' } as const;
  async function send(intent: Intent): Promise<void> {
    const type = Object.entries(types).find(([status]) => status === intent.status)?.[1];
    const event = {
      id: `evt_${intent.id}_${type}`,
      object: 'event',
      type: `payment_intent.${type}`,
      data: { object: intent },
    };
    const body = JSON.stringify(event);
    for (let taken = 0; taken < 2 && !stopped; ) {
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
      const headers = { 'stripe-signature': signature, 'content-type': 'application/json' };
      const answer = await fetch(callbackUrl ?? '', { method: 'POST', headers, body }).catch(() => undefined);
      if (answer?.ok) taken += 1;
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const state = createFakeStripeState((intent) => {
    if (!callbackUrl) return;
    const sent = send(structuredClone(intent));
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  });

  async function answer(request: IncomingMessage): Promise<FakeResponse> {
    if (request.headers.authorization !== `Bearer ${apiKey}`) return refusal(401, { message: 'Invalid API Key' });
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const method = request.method ?? '';
    const body = await text(request);
    const fields = method === 'GET' ? searchParams : new URLSearchParams(body);
    const run = () => respond(state, { method, path: pathname, fields }, url);
    const key = request.headers['idempotency-key'];
    if (method !== 'POST' || typeof key !== 'string') return run();

    const before = saved.get(key);
    if (before && before.request !== pathname + body) return refusal(400, { type: 'idempotency_error' });
    if (before) return before.answer ?? refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' });
    const manner = behaviourOf(fields.get('payment_method') ?? '');
    const down: FakeResponse = { status: 500, body: { error: { type: 'api_error', message: 'Something went wrong' } } };
    if (manner === 'error-unsaved') {
      errors.set(key, (errors.get(key) ?? 0) + 1);
      if ((errors.get(key) ?? 0) <= 2) return down;
    }
    const inUse = { request: pathname + body, answer: undefined };
    saved.set(key, inUse);
    const made = manner === 'error-saved-nothing-made' ? down : run();
    const given = manner === 'error-saved' ? down : made;
    if (manner === 'late') await new Promise((resolve) => setTimeout(resolve, late));
    if (given.status === 400 || given.status === 404) saved.delete(key);
    else if (saved.get(key) === inUse) saved.set(key, { ...inUse, answer: given });
    return given;
  }

  const open = () =>
    new Promise<void>((resolve) => {
      server = createServer(async (request, response) => {
        const { status, body } = await answer(request);
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      }).listen(port, '127.0.0.1', resolve);
    });
  const close = async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  };
  await open();

  return {
    url,
    apiKey,
    webhookSecret,
    books: state,
    /** As after a day: what a key was used for is not known any more. */
    forgetKeys: () => saved.clear(),
    goAway: close,
    comeBack: open,
    async stop() {
      stopped = true;
      await Promise.all(sending);
      await close();
    },
  };
}
