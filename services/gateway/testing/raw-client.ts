/** For tests: requests as no HTTP client would send them, byte for byte. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

export interface RawClient {
  readonly socket: Socket;
  /** What has come so far. */
  text(): string;
  /** Of the first answer; undefined while there is none. */
  status(): number | undefined;
}

/** @param latin1 a character for each byte */
export async function sendRaw(port: number, latin1: string): Promise<RawClient> {
  const socket = createConnection(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  let text = '';
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
  });
  socket.write(Buffer.from(latin1, 'latin1'));
  return {
    socket,
    text: () => text,
    status: () => {
      const found = /^HTTP\/1\.1 (\d{3})/.exec(text)?.[1];
      return found === undefined ? undefined : Number(found);
    },
  };
}

export const head = (line: string, ...headers: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
