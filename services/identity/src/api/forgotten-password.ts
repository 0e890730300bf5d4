/**
 * GET and POST /auth/interaction/{uid}/forgotten: whoever forgot their password gives their user name or address. The answer is the
 * same whether there is such an account or not, and does not wait for what is done about it.
 */
import { html } from '@mambogo/service/http/html.ts';
import type { Request, RequestHandler } from 'express';
import type { Context } from '../context.ts';
import { emailLength } from '../domain/email-address.ts';
import { alertBox, field } from './field.ts';
import { ForgottenForm, findInteraction } from './interaction.ts';
import { attemptFromNetwork, sendRetryAfter } from './login-attempts.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from './page.ts';
import { recordEvent } from './record-event.ts';

export const showForgotten =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    sendPage(response, forgottenPage({ ...pageContext(context, request), path }));
  };

export const requestReset =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const { path } = await findInteraction(context, request, response);
    const { login } = ForgottenForm.parse(request.body ?? {});
    const at = { ...pageContext(context, request), path };
    // Each counts as a wrong password of the network: there is no right one.
    const counted = await attemptFromNetwork(context, request, async () => ({ type: 'wrong' }));
    if (counted.type === 'early') {
      const alert = sendRetryAfter(response, at.locale, counted.seconds);
      return sendPage(response, forgottenPage({ ...at, login, alert }), 429);
    }
    response.once('finish', () => void sendLinks(context, request, login));
    sendPage(response, requestedPage(at));
  };

async function sendLinks(context: Context, request: Request, nameOrEmail: string): Promise<void> {
  try {
    for (const { id } of await context.people.candidates(nameOrEmail))
      if (id && (await context.passwordResets.request(id)))
        recordEvent(context, request, { code: 'password.reset_requested', outcome: 'success', subject: id });
  } catch (err) {
    context.logger.error({ event: 'password_reset.failed', err }, 'a request for a new password was not recorded');
  }
}

interface ForgottenView extends PageContext {
  readonly path: string;
  readonly login?: string;
  readonly alert?: string;
}

function forgottenPage({ shop, locale, path, login, alert }: ForgottenView): Page {
  const { fields, forgotten, logIn } = locale.texts;
  return page(
    { shop, locale, title: forgotten.title, hasErrors: alert !== undefined },
    html`${alertBox(alert)}<p class="soft">${forgotten.text}</p>
<form method="post" action="${path}/forgotten">
${field({ name: 'login', label: fields.nameOrEmail, value: login, autocomplete: 'username', autofocus: true, max: emailLength })}
<div class="actions"><button type="submit">${forgotten.submit}</button></div>
</form>
<p class="aside"><a href="${path}/log-in">${logIn.title}</a></p>`,
  );
}

const requestedPage = ({ shop, locale, path }: ForgottenView): Page =>
  page(
    { shop, locale, title: locale.texts.forgotten.doneTitle },
    html`<p class="done" role="status">${locale.texts.forgotten.done}</p>
<p class="aside"><a href="${path}/log-in">${locale.texts.logIn.title}</a></p>`,
  );
