/** Whose an e-mail address is: identity alone knows, and is asked with the merchant's own token. */
import { Contacts, listContacts } from '@mambogo/contracts/api/contacts.ts';
import { CustomerId } from '@mambogo/contracts/ids.ts';
import { invokeJson } from '@mambogo/dapr/invoke-json.ts';
import { externalIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import type { Caller } from '@mambogo/service/auth/token-verifier.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import type { Context } from '../../context.ts';

/** Milliseconds, below what the gateway waits. */
const timeout = 2_000;

/** Several people may have given one address. Throws 422 where somebody else's identity provider knows the addresses. */
export async function customersOf(
  { sidecar, settings }: Pick<Context, 'sidecar' | 'settings'>,
  email: string,
  { token }: Caller,
): Promise<readonly CustomerId[]> {
  if (externalIssuer(settings))
    throw new Problem('unprocessable', 'e-mail addresses are not known here: look for the name or the customer id');
  const { method, path } = listContacts;
  const { items } = await invokeJson(
    sidecar,
    'identity',
    {
      method,
      path: `${path}?${new URLSearchParams({ email })}`,
      headers: { authorization: `Bearer ${token}` },
      timeout,
    },
    Contacts,
  ).catch((cause: unknown) => {
    throw new Problem(
      'upstream-unavailable',
      'e-mail addresses cannot be looked up right now: try again',
      {},
      { cause: cause },
    );
  });
  return items.map(({ id }) => CustomerId.parse(id));
}
