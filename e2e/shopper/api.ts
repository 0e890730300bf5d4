/** The shop's JSON API with a log-in's token: responses are checked against their schema, rejections become ProblemError. */
import type { z } from 'zod';
import { type Answer, type Exchange, exchange } from './exchange.ts';
import { ProblemError } from './problem-error.ts';

export interface Api {
  get<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
  send<S extends z.ZodType>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    schema: S,
    headers?: Record<string, string>,
  ): Promise<z.output<S>>;
  /** The raw response, whatever its status; with the token unless `headers` set another. */
  raw(path: string, options?: Exchange): Promise<Answer>;
}

export function createApi(shop: string, token: () => Promise<string>): Api {
  const raw = async (path: string, { headers, ...rest }: Exchange = {}) =>
    exchange(new URL(path, shop), { ...rest, headers: { authorization: `Bearer ${await token()}`, ...headers } });
  const checked = <S extends z.ZodType>(what: string, answer: Answer, schema: S): z.output<S> => {
    if (answer.status >= 300) throw new ProblemError(what, answer.status, answer.text);
    return schema.parse(answer.json());
  };
  return {
    raw,
    get: async (path, schema) => checked(`GET ${path}`, await raw(path), schema),
    async send(method, path, body, schema, headers) {
      const json: Exchange =
        body === undefined
          ? { headers }
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
      const answer = await raw(path, { method, ...json });
      return checked(`${method} ${path}`, answer, schema);
    },
  };
}
