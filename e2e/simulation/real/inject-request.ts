/** Sends a request to an Express application without a network and reads the response from what is written to its socket. */
import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Express } from 'express';

export interface InjectedResponse {
  readonly status: number;
  readonly text: string;
  /** undefined: it is not JSON. */
  readonly body: unknown;
}

export async function injectRequest(
  app: Express,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<InjectedResponse> {
  const sent = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const socket = new WrittenSocket();
  const request = new IncomingMessage(socket);
  Object.assign(request, { complete: true, method, url, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 });
  request.headers = {
    host: 'shop',
    ...(sent ? { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) } : {}),
    ...headers,
  };
  if (sent) request.push(sent);
  request.push(null);
  const response = new ServerResponse(request);
  response.assignSocket(socket);
  const finished = once(response, 'finish');
  app(request, response);
  await finished;
  const written = Buffer.concat(socket.chunks).toString('utf8');
  const text = written.slice(written.indexOf('\r\n\r\n') + 4);
  return { status: response.statusCode, text, body: parse(text) };
}

class WrittenSocket extends Socket {
  readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer | string, encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer | string; encoding: BufferEncoding }[], done: () => void): void {
    for (const { chunk, encoding } of chunks) this._write(chunk, encoding, () => undefined);
    done();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
