/**
 * When a user is interrupted on the way to a code:
 * - `create` (prompt=create, OpenID Connect Prompt Create 1.0): the client asks for the sign-up page;
 * - `guest` (prompt=guest, this provider's own): the client asks for the page on which guests give an e-mail address;
 * - `login`: nobody is logged in, the account was deleted, the log-in is older than `max_age` or weaker than `acr_values` ask
 *   for (step-up, RFC 9470), staff need a second factor and did not use it, or the client is a native one. Any program on the
 *   machine can take over a native client's address (RFC 8252 section 8.6), so it never gets a code without the password;
 * - `consent` only when a client insists (prompt=consent): the shop's own clients need none, so it is granted at once.
 */
import { acr } from '@mambogo/contracts/acr.ts';
import { interactionPolicy } from 'oidc-provider';
import { needsSecondFactor, type StaffMfa } from '../domain/staff-mfa.ts';
import { rolesOf } from './api-resource.ts';

/** @param acrValues the parameter: voluntary in general, enforced here whenever it names the strong value */
export const wantsSecondFactor = (acrValues: unknown): boolean =>
  typeof acrValues === 'string' && acrValues.split(' ').includes(acr.multiFactor);

const { base, Check, Prompt } = interactionPolicy;

/** @param staffMfa whether staff need a second factor */
export function prompts(staffMfa: StaffMfa) {
  const policy = base();
  policy.add(new Prompt({ name: 'create', requestable: true }), 0);
  policy.add(new Prompt({ name: 'guest', requestable: true }), 0);
  policy
    .get('login')
    ?.checks.add(
      new Check('account_gone', 'the account no longer exists', 'login_required', ({ oidc }) =>
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
  policy
    .get('login')
    ?.checks.add(
      new Check('second_factor', 'a log-in with a second factor is required', 'login_required', ({ oidc }) =>
        Boolean(
          oidc.session?.acr !== acr.multiFactor &&
            (wantsSecondFactor(oidc.params?.acr_values) ||
              (oidc.account && needsSecondFactor(rolesOf(oidc.account), staffMfa))),
        ),
      ),
    );
  policy.get('consent')?.checks.remove('native_client_prompt');
  return policy;
}
