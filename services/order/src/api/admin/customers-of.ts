/** Looks up the customers with an e-mail address at the identity service, with the merchant's token. */
import { listContacts } from '@mambogo/contracts/api/contacts.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { callRoute } from '@mambogo/dapr/call-route.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Context } from '../../context.ts';

/** Milliseconds; less than the gateway's time-out. */
const timeout = 2_000;

/** Several customers may share an address. Throws 422 with an external identity provider, which alone knows the addresses. */
export async function customersOf(
  { sidecar, settings }: Pick<Context, 'sidecar' | 'settings'>,
  email: string,
  { token }: Caller,
): Promise<readonly CustomerId[]> {
  if (externalIssuer(settings))
    throw new Problem(
      'unprocessable',
      'this shop uses an external identity provider and cannot search by e-mail address: search by name or customer id',
    );
  const input = { query: { email }, token, timeout };
  const { items } = await callRoute(sidecar, 'identity', listContacts, input).catch((cause: unknown) => {
    throw new Problem(
      'upstream-unavailable',
      'the identity service is unavailable, so e-mail addresses cannot be looked up: try again',
      {},
      { cause },
    );
  });
  return items.map(({ id }) => CustomerId.parse(id));
}
