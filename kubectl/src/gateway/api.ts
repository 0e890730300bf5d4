/** The shop's API for this command: requests typed by the routes, with the token of a log-in or of MAMBOGO_TOKEN. */
import type { CallInput, CallOutput, InputArgument } from '@mambogo/contracts/client/endpoint.ts';
import { type AnyInput, buildRequest } from '@mambogo/contracts/client/request.ts';
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import type { InternalRoute } from '@mambogo/contracts/route.ts';
import { UserError } from '../cluster/cluster.ts';

export interface Api {
  /** @throws UserError with the shop's own words when it rejects the request */
  call<R extends InternalRoute>(route: R, ...input: InputArgument<CallInput<R>>): Promise<CallOutput<R>>;
}

export function createApi(shop: string, fetch: typeof globalThis.fetch, token: () => Promise<string>): Api {
  return {
    async call<R extends InternalRoute>(route: R, ...[input]: InputArgument<CallInput<R>>): Promise<CallOutput<R>> {
      const { method, path, headers, body } = buildRequest(route, input as AnyInput);
      const response = await fetch(new URL(path, shop), {
        method,
        headers: { ...headers, authorization: `Bearer ${await token()}`, accept: 'application/json' },
        body,
      });
      const text = await response.text();
      if (!response.ok) throw new UserError(explain(response.status, text, shop));
      return Object.values(route.responses ?? {})[0]?.parse(JSON.parse(text)) as CallOutput<R>;
    },
  };
}

function explain(status: number, text: string, shop: string): string {
  const problem = readProblem(text);
  const said = problem?.detail ?? problem?.title ?? `status ${status}`;
  if (status === 401) return `${shop}: ${said}. Log in again: kubectl mambogo login`;
  if (status === 403) return `${shop}: ${said}. This needs the role OPERATOR or ADMIN.`;
  return `${shop}: ${said}`;
}

function readProblem(text: string): ProblemBody | undefined {
  try {
    return ProblemBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
