/** For tests: requests no HTTP client would send, byte for byte. */
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';

export interface RawClient {
  readonly socket: Socket;
  /** What has been received so far. */
  text(): string;
  /** Status of the first response; undefined until it arrives. */
  status(): number | undefined;
}

/** @param latin1 one character per byte */
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
