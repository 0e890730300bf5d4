/**
 * A stateful fake of Stripe over HTTP: the first response to an idempotency key is replayed, including server errors, until
 * keys expire; a key in use is rejected; events are signed and sent twice each, with retries until they are accepted.
 */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { freePort } from '@mambogo/local/supervisor/ports.ts';
import Stripe from 'stripe';
import { type FakeResponse, refusal, respond } from './fake-stripe-routes.ts';
import { behaviourOf, createFakeStripeState, type Intent } from './fake-stripe-state.ts';

export type FakeStripe = Awaited<ReturnType<typeof startFakeStripe>>;

/** Delay of a late response in milliseconds. */
const lateMs = 2_000;

export async function startFakeStripe({ callbackUrl }: { readonly callbackUrl?: string } = {}) {
  const apiKey = 'sk_test_fake';
  const webhookSecret = 'whsec_fake';
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const saved = new Map<string, { request: string; response: FakeResponse | undefined }>();
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
    for (let accepted = 0; accepted < 2 && !stopped; ) {
      const signature = Stripe.webhooks.generateTestHeaderString({ payload: body, secret: webhookSecret });
      const headers = { 'stripe-signature': signature, 'content-type': 'application/json' };
      const response = await fetch(callbackUrl ?? '', { method: 'POST', headers, body }).catch(() => undefined);
      if (response?.ok) accepted += 1;
      else await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  const state = createFakeStripeState((intent) => {
    if (!callbackUrl) return;
    const sent = send(structuredClone(intent));
    sending.add(sent);
    void sent.finally(() => sending.delete(sent));
  });

  async function handle(request: IncomingMessage): Promise<FakeResponse> {
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
    if (before) return before.response ?? refusal(409, { type: 'idempotency_error', code: 'idempotency_key_in_use' });
    const behaviour = behaviourOf(fields.get('payment_method') ?? '');
    const down: FakeResponse = { status: 500, body: { error: { type: 'api_error', message: 'Something went wrong' } } };
    if (behaviour === 'error-unsaved') {
      errors.set(key, (errors.get(key) ?? 0) + 1);
      if ((errors.get(key) ?? 0) <= 2) return down;
    }
    const inUse = { request: pathname + body, response: undefined };
    saved.set(key, inUse);
    const made = behaviour === 'error-saved-nothing-made' ? down : run();
    const given = behaviour === 'error-saved' ? down : made;
    if (behaviour === 'late') await new Promise((resolve) => setTimeout(resolve, lateMs));
    if (given.status === 400 || given.status === 404) saved.delete(key);
    else if (saved.get(key) === inUse) saved.set(key, { ...inUse, response: given });
    return given;
  }

  const open = () =>
    new Promise<void>((resolve) => {
      server = createServer(async (request, response) => {
        const { status, body } = await handle(request);
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
    state,
    /** Expires all idempotency keys, as after a day. */
    forgetKeys: () => saved.clear(),
    stopListening: close,
    startListening: open,
    async stop() {
      stopped = true;
      await Promise.all(sending);
      await close();
    },
  };
}
