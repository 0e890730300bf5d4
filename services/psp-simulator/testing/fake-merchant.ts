/** A merchant that receives callbacks: records them, and responds with given statuses. */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { z } from 'zod';

const CallbackEvent = z.strictObject({
  id: z.string(),
  type: z.string(),
  createdAt: z.iso.datetime(),
  data: z.strictObject({ reference: z.string(), chargeId: z.string(), status: z.string() }),
});

export interface ReceivedCall {
  readonly bytes: Buffer;
  readonly signature: string;
  readonly event: z.output<typeof CallbackEvent>;
}

/** @param statusOf the status for the nth call, from 0 @param port default: any */
export async function startFakeMerchant(t: TestContext, statusOf: (call: number) => number = () => 202, port = 0) {
  const calls: ReceivedCall[] = [];
  const server = createServer(async (request, response) => {
    const bytes = await buffer(request);
    const event = CallbackEvent.parse(JSON.parse(bytes.toString()));
    calls.push({ bytes, signature: String(request.headers['psp-signature']), event });
    response.writeHead(statusOf(calls.length - 1), { location: '/elsewhere' }).end();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the merchant has no port');
  return { calls, url: `http://127.0.0.1:${address.port}/callbacks` };
}
