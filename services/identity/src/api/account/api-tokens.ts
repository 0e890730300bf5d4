/**
 * GET and POST /auth/account/api-tokens: creates, lists (with their last use) and revokes a merchant's API tokens. A secret is
 * shown once, on the page after its creation. All of this needs a log-in within the last few minutes.
 */
import { SingleLineText } from '@mambogo/contracts/text.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { type ApiTokenScope, apiTokenScopes, grantableScopes } from '../../domain/api-token-scopes.ts';
import { effectiveRoles } from '../../domain/staff-mfa.ts';
import { accountPath } from '../../oidc/clients.ts';
import { pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { PageProblem } from '../show-error.ts';
import { type AccountSession, freshAccountForm, freshAccountPage } from './account-session.ts';
import { apiTokenPage, newApiTokenPage } from './api-token-pages.ts';

export const apiTokensPath = '/api-tokens';

const Name = SingleLineText({ max: 60 });
const Form = z.object({
  action: z.enum(['create', 'revoke']),
  name: z.string().max(500).default(''),
  scope: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((scope) => [scope].flat()),
  id: z.string().max(64).default(''),
});

export const showApiTokens = (context: Context): RequestHandler =>
  freshAccountPage(context, async (accountSession, request, response) => {
    const grantable = grantableTo(context, accountSession);
    const tokens = await context.apiTokens.list(accountSession.id);
    const revoked = request.query.done === 'revoked';
    sendPage(response, apiTokenPage(pageContext(context, request), accountSession, { tokens, grantable, revoked }));
  });

export const changeApiTokens = (context: Context): RequestHandler =>
  freshAccountForm(context, async (accountSession, request, response) => {
    const { apiTokens } = context;
    const { action, id, ...form } = Form.parse(request.body);
    if (action === 'revoke') {
      if (await apiTokens.revoke(accountSession.id, id))
        recordEvent(context, request, {
          code: 'api_token.revoked',
          outcome: 'success',
          subject: accountSession.id,
          detail: { token: id },
        });
      return response.redirect(303, `${accountPath}${apiTokensPath}?done=revoked`);
    }
    const at = pageContext(context, request);
    const { faults } = at.locale.texts.apiTokens;
    const grantable = grantableTo(context, accountSession);
    const scopes = grantable.filter((scope) => form.scope.includes(scope));
    const name = Name.safeParse(form.name);
    const again = async (error: { name?: string; scopes?: string; alert?: string }) => {
      const tokens = await apiTokens.list(accountSession.id);
      sendPage(
        response,
        apiTokenPage(at, accountSession, { tokens, grantable, typed: { ...form, scopes }, error }),
        422,
      );
    };
    if (!name.success) return again({ name: faults.name });
    if (scopes.length === 0) return again({ scopes: faults.scopes });
    const made = await apiTokens.create(accountSession.id, { name: name.data, scopes });
    if (!made) return again({ alert: faults.tooMany });
    recordEvent(context, request, {
      code: 'api_token.created',
      outcome: 'success',
      subject: accountSession.id,
      detail: { token: made.id, scopes: scopes.join(' ') },
    });
    sendPage(response, newApiTokenPage(at, { ...made, name: name.data, scopes }));
  });

/** Staff who need a second factor and have not used it count as shoppers, and shoppers do not have this page. */
function grantableTo({ settings }: Context, { roles, acr }: AccountSession): ApiTokenScope[] {
  const grantable = grantableScopes(effectiveRoles(roles, settings.STAFF_MFA, acr));
  if (grantable.length === 0) throw new PageProblem('notFound');
  return apiTokenScopes.filter((scope) => grantable.includes(scope));
}

export const canHaveApiTokens = ({ roles }: Pick<AccountSession, 'roles'>): boolean =>
  grantableScopes(roles).length > 0;
