/** The attacker's network: an address of this machine that no shopper has, raw connections and plain requests. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { type ClientRoute, connectBy } from '../../shopper/client-route.ts';

export interface Attacker {
  readonly shop: URL;
  /** An access token of the attacker's own free account. */
  readonly token: string;
  /** A product that shoppers buy. */
  readonly productId: string;
  readonly signal: AbortSignal;
  /** Sends a request and discards the body; returns the status. */
  send(method: string, path: string, options?: Pick<Dispatcher.RequestOptions, 'headers' | 'body'>): Promise<number>;
  /** A page or form whose content is needed to continue. */
  read(method: string, path: string, options?: Pick<Dispatcher.RequestOptions, 'headers' | 'body'>): Promise<Answer>;
  /** A connection for bytes that no HTTP client would send. */
  connect(): Promise<Socket>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly text: string;
}

export interface Tally {
  /** Statuses of responses; 0 = rejected or cut off. */
  readonly statuses: Map<number, number>;
  connections: number;
}

export function createAttacker(
  where: Pick<Attacker, 'shop' | 'token' | 'productId' | 'signal'>,
  route: ClientRoute,
  tally: Tally,
): Attacker & { close(): Promise<void> } {
  const { shop, signal } = where;
  const agent = new Agent({
    connect: connectBy(route),
    connections: 400,
    headersTimeout: 20_000,
    bodyTimeout: 20_000,
  });
  const count = (status: number) => tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  const read: Attacker['read'] = async (method, path, options = {}) => {
    try {
      const { statusCode, headers, body } = await request(new URL(path, shop), {
        ...options,
        method: method as Dispatcher.HttpMethod,
        dispatcher: agent,
        signal,
      });
      count(statusCode);
      return { status: statusCode, headers, text: await body.text() };
    } catch (error) {
      if (!signal.aborted) count(0);
      throw error;
    }
  };
  return {
    ...where,
    read,
    send: async (...what) => (await read(...what)).status,
    async connect() {
      const socket = createConnection({
        host: route.to?.hostname ?? (shop.hostname === 'localhost' ? '127.0.0.1' : shop.hostname),
        port: Number(route.to?.port ?? (shop.port || 80)),
        localAddress: route.from[0],
      });
      // An attacker expects to be cut off.
      socket.on('error', () => undefined);
      await once(socket, 'connect', { signal });
      tally.connections += 1;
      return socket;
    },
    close: () => agent.destroy(),
  };
}
