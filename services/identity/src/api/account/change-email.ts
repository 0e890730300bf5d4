/**
 * GET and POST /auth/account/email. Whether somebody else has the same address is neither asked nor told: it is a way to log
 * in together with one's own password, and no proof of anything.
 */

import { html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { emailFault, emailLength } from '../../domain/account-rules.ts';
import { accountPath } from '../../oidc/clients.ts';
import { alertBox, field } from '../field.ts';
import { tellWait, tryPassword } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const Form = z.object({ email: z.string().max(256).default(''), password: z.string().max(1_024).default('') });

export const showChangeEmail = (context: Context): RequestHandler =>
  accountPage(context, async (visit, _request, response) => {
    response.type('html').send(emailPage(context.publicUrl, visit, { email: visit.email }));
  });

export const changeEmail = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people, publicUrl: shop, logger } = context;
    const form = Form.parse(request.body);
    const email = form.email.trim();
    const again = (status: number, view: EmailView) =>
      void response
        .status(status)
        .type('html')
        .send(emailPage(shop, visit, { email, ...view }));
    if (visit.demo) return again(403, {});
    const fault = email ? emailFault(email) : undefined;
    if (fault) return again(422, { fault });
    const tried = await tryPassword(context, request, visit.login, async () =>
      (await people.isPassword(visit.id, form.password)) ? true : undefined,
    );
    if (tried.type === 'early') return again(429, { alert: tellWait(response, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { passwordFault: 'This is not your password.' });
    await people.changeEmail(visit.id, email || undefined, form.password);
    logger.info({ person: visit.id }, 'changed the e-mail address');
    response.redirect(303, `${accountPath}?done=email`);
  });

interface EmailView {
  readonly email?: string;
  readonly fault?: string;
  readonly passwordFault?: string;
  readonly alert?: string;
}

function emailPage(shop: string, visit: AccountVisit, { email, fault, passwordFault, alert }: EmailView): string {
  const title = visit.email ? 'Change your e-mail' : 'Add an e-mail';
  const form = formTo(
    '/email',
    visit,
    html`${field({
      name: 'email',
      label: 'E-mail',
      type: 'email',
      value: email,
      autocomplete: 'email',
      optional: true,
      max: emailLength,
      hint: 'To log in with instead of your user name. Leave it empty to have none.',
      fault,
    })}
${passwordAgain('Your password', passwordFault)}
<div class="actions"><button type="submit">Save</button></div>`,
  );
  return accountSubPage(
    { shop, title, faulty: Boolean(fault ?? passwordFault ?? alert) },
    html`${alertBox(alert)}<p class="soft">We send no mail, so we can’t check that an address is yours. It is kept encrypted.</p>
${visit.demo ? demoNote : form}`,
  );
}
