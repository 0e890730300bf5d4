/**
 * The shop's JSON API with a log-in's token: calls are typed by the routes, responses are checked against their schemas, and
 * rejections become ProblemError.
 */
import type { CallInput, CallOutput, InputArgument } from '@mambogo/contracts/client/endpoint.ts';
import { type AnyInput, buildRequest } from '@mambogo/contracts/client/request.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import { type Answer, type Exchange, exchange } from './exchange.ts';
import { ProblemError } from './problem-error.ts';

export interface Api {
  call<R extends InternalRoute>(route: R, ...input: InputArgument<CallInput<R>>): Promise<CallOutput<R>>;
  /** The response of a call, whatever its status. */
  request<R extends InternalRoute>(route: R, ...input: InputArgument<CallInput<R>>): Promise<Answer>;
  /** The response to any request, also those that the contract does not allow; with the token unless `headers` set another. */
  raw(path: string, options?: Exchange): Promise<Answer>;
}

export function createApi(shop: string, token: () => Promise<string>): Api {
  const raw = async (path: string, { headers, ...rest }: Exchange = {}) =>
    exchange(new URL(path, shop), { ...rest, headers: { authorization: `Bearer ${await token()}`, ...headers } });
  const request = (route: InternalRoute, input?: AnyInput) => {
    const { path, ...rest } = buildRequest(route, input);
    return raw(path, rest);
  };
  return {
    raw,
    request: (route, ...[input]) => request(route, input),
    async call<R extends InternalRoute>(route: R, ...[input]: InputArgument<CallInput<R>>) {
      const answer = await request(route, input);
      if (answer.status >= 300)
        throw new ProblemError(`${route.method} ${buildRequest(route, input).path}`, answer.status, answer.text);
      return checkResponse(route, answer);
    },
  };
}

/** The body of a successful response, checked against the schema of the route. */
function checkResponse<R extends InternalRoute>(route: R, answer: Answer): CallOutput<R>;
function checkResponse({ responses }: InternalRoute, answer: Answer): unknown {
  return Object.values(responses)[0]?.parse(answer.json());
}
