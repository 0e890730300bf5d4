/**
 * The account pages under /auth/account, for the user of the provider's session cookie. That cookie is SameSite=Lax, forms
 * carry a CSRF token bound to the session, and sensitive actions ask for the password again.
 */
import type { Express, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import { form, longForm, noStore } from '../form.ts';
import { showError } from '../show-error.ts';
import { addApp, addPasskey, showAddApp, showAddPasskey } from './add-second-factor.ts';
import { apiTokensPath, changeApiTokens, showApiTokens } from './api-tokens.ts';
import { changeEmail, showChangeEmail } from './change-email.ts';
import { changePassword, showChangePassword } from './change-password.ts';
import { claim, showClaim } from './claim.ts';
import { deleteAccount, showDeleteAccount } from './delete-account.ts';
import { showOverview } from './overview.ts';
import { changeSecurity, showSecurity } from './security.ts';
import { endSessions, showSessions } from './sessions.ts';

export function mountAccount(app: Express, context: Context): void {
  const pages = [
    ['/claim', showClaim, claim],
    ['/email', showChangeEmail, changeEmail],
    ['/password', showChangePassword, changePassword],
    ['/security', showSecurity, changeSecurity],
    ['/security/passkey', showAddPasskey, addPasskey],
    ['/security/app', showAddApp, addApp],
    [apiTokensPath, showApiTokens, changeApiTokens],
    ['/sessions', showSessions, endSessions],
    ['/delete', showDeleteAccount, deleteAccount],
  ] as const;
  app.use(accountPath, noStore);
  app.get(accountPath, returnFromLogIn(context.publicUrl, ['', ...pages.map(([path]) => path)]), showOverview(context));
  for (const [path, show, act] of pages) {
    app.get(accountPath + path, show(context));
    app.post(accountPath + path, path.endsWith('/passkey') ? longForm : form, act(context));
  }
  app.use(accountPath, showError(context));
}

const AccountHandler = z.object({
  code: z.string().optional(),
  error: z.string().optional(),
  state: z.string().optional(),
});

/** Redirects from a finished log-in to the page it was for; a cancelled log-in leads to the shop. */
const returnFromLogIn =
  (publicUrl: string, paths: readonly string[]): RequestHandler =>
  (request, response, next) => {
    const { code, error, state } = AccountHandler.parse(request.query);
    if (error !== undefined) return response.redirect(303, `${publicUrl}/`);
    if (code === undefined) return next();
    const path = paths.find((one) => accountPath + one === state) ?? '';
    response.redirect(303, accountPath + path);
  };
