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
import { judgePassword } from '../judge-password.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recordEvent } from '../record-event.ts';
import { tellWait } from '../tries.ts';
import { accountSubPage, demoNote, formTo, passwordAgain } from './account-page.ts';
import { tryOwnPassword } from './own-password.ts';
import { type AccountVisit, accountForm, accountPage } from './signed-in-person.ts';

const typed = z.string().max(1_024).default('');
const Form = z.object({ password: typed, newPassword: typed });

export const showChangePassword = (context: Context): RequestHandler =>
  accountPage(context, async (visit, request, response) => {
    sendPage(response, passwordPage(pageContext(context, request), visit, {}));
  });

export const changePassword = (context: Context): RequestHandler =>
  accountForm(context, async (visit, request, response) => {
    const { people, signedIn, database } = context;
    const at = pageContext(context, request);
    const { faults } = at.locale.texts;
    const { password, newPassword } = Form.parse(request.body);
    const again = (status: number, view: PasswordView) => sendPage(response, passwordPage(at, visit, view), status);
    if (visit.demo) return again(403, {});
    const newFault = passwordFault(newPassword, [visit.login, visit.email]);
    if (newFault) return again(422, { newFault: faults.password[newFault] });
    const tried = await tryOwnPassword(context, request, visit, password);
    if (tried.type === 'early') return again(429, { alert: tellWait(response, at.locale, tried.seconds) });
    if (tried.type === 'wrong') return again(422, { oldFault: faults.notYourPassword });
    const judged = await judgePassword(context, request, newPassword, [visit.login, visit.email]);
    if (judged.type === 'early') return again(429, { alert: tellWait(response, at.locale, judged.seconds) });
    if (judged.type === 'weak')
      return again(422, judged.why === 'busy' ? { alert: faults.busy } : { newFault: faults.password[judged.why] });
    await people.changePassword(visit.id, newPassword);
    await signedIn.endOthers(visit.id, visit.sessionUid);
    await endGrants(database, visit.grantIds);
    recordEvent(context, request, { code: 'password.changed', outcome: 'success', subject: visit.id });
    response.redirect(303, `${accountPath}?done=password`);
  });

interface PasswordView {
  readonly oldFault?: string;
  readonly newFault?: string;
  readonly alert?: string;
}

function passwordPage(at: PageContext, visit: AccountVisit, { oldFault, newFault, alert }: PasswordView): Page {
  const { password: texts, fields, hints } = at.locale.texts;
  const form = formTo(
    '/password',
    visit,
    html`<input type="text" name="login" value="${visit.login}" autocomplete="username" hidden>
${passwordAgain(fields.oldPassword, oldFault)}
${field({
  name: 'newPassword',
  label: fields.newPassword,
  type: 'password',
  autocomplete: 'new-password',
  ...passwordLength,
  hint: hints.password,
  fault: newFault,
})}
<div class="actions"><button type="submit">${texts.submit}</button></div>`,
  );
  return accountSubPage(
    { ...at, title: texts.title, faulty: Boolean(oldFault ?? newFault ?? alert) },
    html`${alertBox(alert)}<p class="soft">${texts.text}</p>
${visit.demo ? demoNote(at.locale) : form}`,
  );
}
