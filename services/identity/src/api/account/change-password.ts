/**
 * GET and POST /auth/account/password. Whoever knew the old one is out: all other sessions end, and so does every refresh token,
 * those of this browser too, which has its session to get others with.
 */

import { html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { passwordFault, passwordLength } from '../../domain/account-rules.ts';
import { accountPath } from '../../oidc/clients.ts';
import { endGrants } from '../../store/oidc-records.ts';
import { alertBox, field } from '../field.ts';
import { tellWait, tryPassword } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const typed = z.string().max(1_024).default('');
const Form = z.object({ password: typed, newPassword: typed });

export const showChangePassword = (context: Context): RequestHandler =>
  accountPage(context, async (visit, _request, response) => {
    response.type('html').send(passwordPage(context.publicUrl, visit, {}));
  });

export const changePassword = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people, signedIn, database, publicUrl: shop, logger } = context;
    const { password, newPassword } = Form.parse(request.body);
    const again = (status: number, view: PasswordView) =>
      void response
        .status(status)
        .type('html')
        .send(passwordPage(shop, visit, view));
    if (visit.demo) return again(403, {});
    const newFault = passwordFault(newPassword, [visit.login, visit.email]);
    if (newFault) return again(422, { newFault });
    const tried = await tryPassword(context, request, visit.login, async () =>
      (await people.isPassword(visit.id, password)) ? true : undefined,
    );
    if (tried.type === 'early') return again(429, { alert: tellWait(response, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { oldFault: 'This is not your password.' });
    await people.changePassword(visit.id, newPassword);
    await signedIn.endOthers(visit.id, visit.sessionUid);
    await endGrants(database, visit.grantIds);
    logger.info({ person: visit.id }, 'changed the password');
    response.redirect(303, `${accountPath}?done=password`);
  });

interface PasswordView {
  readonly oldFault?: string;
  readonly newFault?: string;
  readonly alert?: string;
}

function passwordPage(shop: string, visit: AccountVisit, { oldFault, newFault, alert }: PasswordView): string {
  const form = formTo(
    '/password',
    visit,
    html`<input type="text" name="login" value="${visit.login}" autocomplete="username" hidden>
${passwordAgain('Your password now', oldFault)}
${field({
  name: 'newPassword',
  label: 'New password',
  type: 'password',
  autocomplete: 'new-password',
  ...passwordLength,
  hint: `At least ${passwordLength.min} characters.`,
  fault: newFault,
})}
<div class="actions"><button type="submit">Change password</button></div>`,
  );
  return accountSubPage(
    { shop, title: 'Change your password', faulty: Boolean(oldFault ?? newFault ?? alert) },
    html`${alertBox(alert)}<p class="soft">You stay logged in here, and are logged out everywhere else.</p>
${visit.demo ? demoNote : form}`,
  );
}
