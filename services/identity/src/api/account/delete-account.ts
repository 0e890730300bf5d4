/**
 * GET and POST /auth/account/delete: somebody is forgotten. Their key goes, and with it every copy of their user name and e-mail
 * address, in backups too; what they ordered stays with the order service, which has a key of its own for where it went.
 */

import { html } from '@mambogo/service/html.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { alertBox } from '../field.ts';
import { page } from '../page.ts';
import { tellWait, tryPassword } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const Form = z.object({ password: z.string().max(1_024).default('') });

export const showDeleteAccount = (context: Context): RequestHandler =>
  accountPage(context, async (visit, _request, response) => {
    response.type('html').send(deletePage(context.publicUrl, visit, {}));
  });

export const deleteAccount = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people, publicUrl: shop, logger } = context;
    const { password } = Form.parse(request.body);
    const again = (status: number, view: DeleteView) =>
      void response
        .status(status)
        .type('html')
        .send(deletePage(shop, visit, view));
    if (visit.demo) return again(403, {});
    const tried = await tryPassword(context, request, visit.login, async () =>
      (await people.isPassword(visit.id, password)) ? true : undefined,
    );
    if (tried.type === 'early') return again(429, { alert: tellWait(response, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { fault: 'This is not your password.' });
    await people.remove(visit.id);
    logger.info({ person: visit.id }, 'deleted an account');
    response.type('html').send(deletedPage(shop));
  });

interface DeleteView {
  readonly fault?: string;
  readonly alert?: string;
}

function deletePage(shop: string, visit: AccountVisit, { fault, alert }: DeleteView): string {
  const form = formTo(
    '/delete',
    visit,
    html`${passwordAgain('Your password', fault)}
<div class="actions"><button type="submit" class="grave">Delete my account</button></div>`,
  );
  return accountSubPage(
    { shop, title: 'Delete your account', faulty: Boolean(fault ?? alert) },
    html`${alertBox(alert)}<p>Your user name, e-mail and password are forgotten for good, and you are logged out everywhere. It can’t be undone.</p>
<p class="soft">Orders you placed stay with the shop, which has to keep its books, with the address they go to, and go on: cancel first what you do not want delivered. You can’t look at them any more.</p>
${visit.demo ? demoNote : form}`,
  );
}

const deletedPage = (shop: string): string =>
  page(
    { shop, title: 'Your account is deleted' },
    html`<p class="done" role="status">We have forgotten who you were.</p>
<div class="actions"><a class="button" href="${shop}/">Back to the shop</a></div>`,
  );
