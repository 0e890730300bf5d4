/** One HTTP request and its whole response, without following redirects. */
import type { IncomingHttpHeaders } from 'node:http';
import { type Dispatcher, errors, request } from 'undici';
import { NothingAnswersError } from './problem-error.ts';

export interface Exchange {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: Dispatcher.RequestOptions['body'];
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The body as JSON, unchecked. */
  json(): unknown;
}

export async function exchange(url: string | URL, { method = 'GET', headers, body }: Exchange = {}): Promise<Answer> {
  const answer = await open(url, { method, headers, body });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) as unknown };
}

/** The response with its body unread. Throws NothingAnswersError when there is none. */
export const open = (
  url: string | URL,
  options: Exchange & { readonly signal?: AbortSignal; readonly bodyTimeout?: number },
): Promise<Dispatcher.ResponseData> =>
  request(url, { ...options, method: options.method as Dispatcher.HttpMethod }).catch((error: unknown) => {
    if (isConnectionError(error)) throw new NothingAnswersError(new URL(url).origin, error);
    throw error;
  });

const connectionCodes = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE'],
  // https where http is spoken, or the other way round.
  ...['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'HPE_INVALID_CONSTANT'],
]);

const isConnectionError = (error: unknown): boolean =>
  error instanceof errors.SocketError ||
  error instanceof errors.ConnectTimeoutError ||
  (error instanceof Error && 'code' in error && connectionCodes.has(String(error.code)));
