/** Sends raw bytes to the gateway, which no HTTP client would send, and reads the response. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { shopUrl } from '../shop-under-test.ts';

export interface RawAnswer {
  /** Of every response on this connection, in order. */
  readonly statuses: readonly number[];
  readonly text: string;
  /** false: the connection was still open at the time-out. */
  readonly closed: boolean;
}

/** @param timeoutMs milliseconds after which the client closes the connection */
export async function sendBytes(bytes: string | Buffer, timeoutMs = 8_000): Promise<RawAnswer> {
  const socket = await callGateway();
  const response = collectResponse(socket);
  socket.write(bytes);
  await waitForClose(socket, timeoutMs);
  return answerOf(response(), socket);
}

export async function callGateway(): Promise<Socket> {
  const { hostname, port } = new URL(shopUrl());
  const socket = createConnection({ host: hostname, port: Number(port) });
  // A server that rejects may reset the connection: what it sent until then counts.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Collects the response. */
export function collectResponse(socket: Socket): () => string {
  let text = '';
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
  });
  return () => text;
}

export const answerOf = (text: string, socket: Socket): RawAnswer => ({
  statuses: [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
  text,
  closed: socket.closed || socket.readableEnded,
});

/** A request that closes its connection, so that nothing waits for more. */
export const connectionClose = (line: string, headers: readonly string[] = [], body = ''): string =>
  [line, `Host: ${new URL(shopUrl()).host}`, 'Connection: close', ...headers, '', body].join('\r\n');

function waitForClose(socket: Socket, timeoutMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve();
      socket.destroy();
    }, timeoutMs);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
