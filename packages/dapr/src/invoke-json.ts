/** Calls another service with a JSON body, and validates the JSON response against a schema. */
import type { z } from 'zod';
import type { Invocation, Sidecar } from './sidecar.ts';

/** The peer's response was not 2xx, or there was none (status 503). `body` is its text, usually problem+json. */
export class PeerError extends Error {
  readonly service: string;
  readonly status: number;
  readonly body: string;

  constructor(service: string, status: number, body: string, options?: ErrorOptions) {
    super(`${service} responded with ${status}`, options);
    this.name = 'PeerError';
    this.service = service;
    this.status = status;
    this.body = body;
  }
}

export async function invokeJson<T extends z.ZodType>(
  sidecar: Sidecar,
  service: string,
  invocation: Omit<Invocation, 'body'> & { readonly json?: unknown },
  schema: T,
): Promise<z.output<T>> {
  const { json, headers, ...rest } = invocation;
  const response = await sidecar
    .invoke(service, {
      ...rest,
      headers: { ...headers, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })
    .catch((cause: unknown) => {
      throw new PeerError(service, 503, '', { cause: cause });
    });
  const text = await response.body.text();
  if (response.statusCode >= 300) throw new PeerError(service, response.statusCode, text);
  return schema.parse(JSON.parse(text));
}
