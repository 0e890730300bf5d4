/**
 * Registers JSON Schemas through the API of Confluent's Schema Registry, version 7, which Apicurio, Karapace and Confluent's own
 * serve. Each subject is one event type, checked with FULL_TRANSITIVE: every version can read and be read by all others.
 */
import { z } from 'zod';

export interface SchemaRegistryOptions {
  /** Base of the API: `http://127.0.0.1:8481/apis/ccompat/v7` of Apicurio, the root of the others. */
  readonly url: string;
  /** Read at each request, as it may change; undefined: the registry needs none. */
  readonly login?: () => RegistryLogin | undefined;
  /** Aborts requests in progress. */
  readonly stopping: AbortSignal;
}

export interface RegistryLogin {
  readonly username: string;
  readonly password: string;
}

export interface SchemaRegistryClient {
  /**
   * Adds the schema to the subject unless it has it. Resolves with its id.
   * @throws IncompatibleSchemaError
   */
  register(subject: string, schema: string): Promise<number>;
}

/** The registry rejected the schema: repeating the request does not help. */
export class IncompatibleSchemaError extends Error {
  override name = 'IncompatibleSchemaError';
}

const timeoutMs = 10_000;
const Registered = z.object({ id: z.number() });
const Rejected = z.object({ message: z.string() });
/** 409: incompatible with an earlier version; 422: not a valid schema. */
const rejections: readonly number[] = [409, 422];

export function createSchemaRegistryClient({ url, login, stopping }: SchemaRegistryOptions): SchemaRegistryClient {
  const base = url.replace(/\/$/, '');

  async function call(method: 'PUT' | 'POST', path: string, body: object): Promise<unknown> {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json', ...authorization(login?.()) },
      body: JSON.stringify(body),
      signal: AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]),
    });
    const text = await response.text();
    if (rejections.includes(response.status)) throw new IncompatibleSchemaError(messageOf(text));
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return JSON.parse(text);
  }

  return {
    async register(subject, schema) {
      const name = encodeURIComponent(subject);
      // First, so that no version is ever added unchecked.
      await call('PUT', `/config/${name}`, { compatibility: 'FULL_TRANSITIVE' });
      return Registered.parse(await call('POST', `/subjects/${name}/versions`, { schemaType: 'JSON', schema })).id;
    },
  };
}

const authorization = (login: RegistryLogin | undefined): Record<string, string> =>
  login ? { authorization: `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}` } : {};

function messageOf(body: string): string {
  try {
    return Rejected.parse(JSON.parse(body)).message;
  } catch {
    return body.slice(0, 500);
  }
}
