/** Invocation of a peer with JSON in and out, the answer checked against its schema. */
import type { z } from 'zod';
import type { Invocation, Sidecar } from './sidecar.ts';

/** A peer answered something else than 2xx, or not at all (status 503). `body` is its text, for its problem+json. */
export class PeerError extends Error {
  readonly service: string;
  readonly status: number;
  readonly body: string;

  constructor(service: string, status: number, body: string, options?: ErrorOptions) {
    super(`${service} answered ${status}`, options);
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
