/**
 * When somebody is stopped on the way to a code:
 * - `create` (prompt=create, OpenID Connect Prompt Create 1.0): the client asks for the sign-up page;
 * - `login`: nobody is logged in, the account is gone, or the client is a native one. A native client's address can be
 *   taken by any program on the machine (RFC 8252 section 8.6), so it never gets a code without the password;
 * - `consent` only when a client insists (prompt=consent): the shop's own clients need none, it is answered at once.
 */
import { interactionPolicy } from 'oidc-provider';

const { base, Check, Prompt } = interactionPolicy;

export function prompts() {
  const policy = base();
  policy.add(new Prompt({ name: 'create', requestable: true }), 0);
  policy
    .get('login')
    ?.checks.add(
      new Check('account_gone', 'the account does not exist any more', 'login_required', ({ oidc }) =>
        Boolean(oidc.session?.accountId && !oidc.account),
      ),
    );
  policy
    .get('login')
    ?.checks.add(
      new Check('native_client', 'native clients always log in', 'login_required', ({ oidc }) =>
        Boolean(oidc.client?.applicationType === 'native' && !oidc.result?.login),
      ),
    );
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}
