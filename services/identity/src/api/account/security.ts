/**
 * GET and POST /auth/account/security: lists and removes second factors, and issues new recovery codes. Changes need a log-in
 * within the last few minutes, because an added passkey gives permanent access.
 */
import { type Html, html } from '@mambogo/service/http/html.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { accountPath } from '../../oidc/clients.ts';
import type { ApiToken } from '../../store/api-tokens.ts';
import type { Passkey } from '../../store/passkeys.ts';
import { hasSecondFactor, type OwnFactors } from '../../store/second-factors.ts';
import type { Locale } from '../language/languages.ts';
import { type Page, type PageContext, pageContext, sendPage } from '../page.ts';
import { recoveryCodeList } from '../security/enrolment.ts';
import { passkeysSupported } from '../security/passkey-ceremonies.ts';
import { accountSubPage, demoNote, formTo } from './account-page.ts';
import { type AccountSession, accountPage, freshAccountForm } from './account-session.ts';
import { apiTokensPath, canHaveApiTokens } from './api-tokens.ts';

const Form = z.object({
  action: z.enum(['remove-passkey', 'remove-app', 'renew-codes']),
  passkey: z.string().max(1_400).default(''),
});
const done = ['passkey', 'passkey-removed', 'app-removed'] as const;
type Done = (typeof done)[number];
const Query = z.object({ done: z.enum(done).optional().catch(undefined) });

export const securityPath = '/security';

export const showSecurity = (context: Context): RequestHandler =>
  accountPage(context, async (accountSession, request, response) => {
    const { passkeys } = context.secondFactors;
    const [own, list] = await Promise.all([
      context.secondFactors.of(accountSession.id),
      passkeys.list(accountSession.id),
    ]);
    const tokens = canHaveApiTokens(accountSession) ? await context.apiTokens.list(accountSession.id) : undefined;
    const view = {
      own,
      list,
      passkeysSupported: passkeysSupported(context),
      done: Query.parse(request.query).done,
      tokens,
    };
    sendPage(response, securityPage(pageContext(context, request), accountSession, view));
  });

export const changeSecurity = (context: Context): RequestHandler =>
  freshAccountForm(context, async (accountSession, request, response) => {
    const { passkeys, totp, recoveryCodes } = context.secondFactors;
    const { action, passkey } = Form.parse(request.body);
    if (accountSession.demo) return response.redirect(303, accountPath + securityPath);
    const removed = async (by: string, wasThere: boolean, what: Done) => {
      if (wasThere)
        securityEvent(context, { code: 'mfa.removed', outcome: 'success', subject: accountSession.id, detail: { by } });
      // Recovery codes only back up another factor: without one they would be a factor by themselves.
      if (!hasSecondFactor(await context.secondFactors.of(accountSession.id)))
        await recoveryCodes.remove(accountSession.id);
      response.redirect(303, `${accountPath}${securityPath}?done=${what}`);
    };
    switch (action) {
      case 'remove-passkey':
        return removed('passkey', await passkeys.remove(accountSession.id, passkey), 'passkey-removed');
      case 'remove-app':
        return removed('app', await totp.remove(accountSession.id), 'app-removed');
      case 'renew-codes':
        if (!hasSecondFactor(await context.secondFactors.of(accountSession.id)))
          return response.redirect(303, accountPath + securityPath);
        return sendPage(
          response,
          codesPage(pageContext(context, request), await recoveryCodes.renew(accountSession.id)),
        );
    }
  });

/** The new recovery codes, shown once. */
export function codesPage(at: PageContext, codes: readonly string[]): Page {
  const { recovery } = at.locale.texts.security;
  return accountSubPage(
    { ...at, title: recovery.pageTitle },
    html`${recoveryCodeList(at.locale, codes)}
<div class="actions"><a class="button" href="${accountPath}${securityPath}">${recovery.done}</a></div>`,
  );
}

interface SecurityView {
  readonly own: OwnFactors;
  readonly list: readonly Passkey[];
  /** Whether passkeys are supported here. */
  readonly passkeysSupported: boolean;
  readonly done?: Done;
  /** Only for staff. */
  readonly tokens?: readonly ApiToken[];
}

function securityPage(
  at: PageContext,
  accountSession: AccountSession,
  { own, list, passkeysSupported: works, done, tokens }: SecurityView,
): Page {
  const { security, account } = at.locale.texts;
  const { passkey, app, recovery } = security;
  const notices = { passkey: passkey.created, 'passkey-removed': passkey.removed, 'app-removed': app.removed };
  const link = (path: string, action: string, what: string): Html | undefined =>
    accountSession.demo
      ? undefined
      : html`<a class="button quiet" href="${accountPath}${securityPath}/${path}" aria-label="${account.link(action, what)}">${action}</a>`;
  const act = (action: string, label: string, text: string): Html =>
    formTo(
      securityPath,
      accountSession,
      html`<button type="submit" class="quiet" name="action" value="${action}" aria-label="${label}">${text}</button>`,
    );
  return accountSubPage(
    { ...at, title: security.title },
    html`${done ? html`<p class="done" role="status">${notices[done]}</p>` : undefined}<p class="soft">${security.text}</p>
${accountSession.demo ? demoNote(at.locale) : undefined}
<ul class="rows">
<li><div><h2>${passkey.title}</h2><p class="soft">${works ? passkey.text : passkey.unavailable}</p></div>${
      works ? link('passkey', account.add, passkey.title) : undefined
    }</li>
${list.map((one) => passkeyListItem(at.locale, accountSession, one))}
<li><div><h2>${app.title}</h2><p class="soft">${own.totp ? app.on : app.off}</p></div>${
      own.totp ? act('remove-app', account.link(app.remove, app.title), app.remove) : link('app', app.add, app.title)
    }</li>
<li><div><h2>${recovery.title}</h2><p class="soft">${
      hasSecondFactor(own) ? recovery.left(own.recoveryCodes) : recovery.needsFactor
    }</p></div>${
      hasSecondFactor(own)
        ? act('renew-codes', account.link(recovery.renew, recovery.title), recovery.renew)
        : undefined
    }</li>
${tokens ? apiTokensRow(at.locale, tokens) : undefined}
</ul>`,
  );
}

function apiTokensRow({ texts: { account, apiTokens }, time }: Locale, tokens: readonly ApiToken[]): Html {
  const lines = tokens.map(
    ({ name, usedAt }) => html`<br>${name}: ${usedAt ? apiTokens.used(time(usedAt)) : apiTokens.unused}`,
  );
  return html`<li><div><h2>${apiTokens.title}</h2><p class="soft">${apiTokens.overview}${lines}</p></div><a class="button quiet" href="${accountPath}${apiTokensPath}" aria-label="${account.link(account.show, apiTokens.title)}">${account.show}</a></li>`;
}

function passkeyListItem(
  { texts, time }: Locale,
  accountSession: AccountSession,
  { id, name, createdAt, usedAt }: Passkey,
): Html {
  const { passkey } = texts.security;
  return html`<li><div><h3>${name}</h3><p class="soft">${passkey.added(time(createdAt))}<br>${
    usedAt ? passkey.used(time(usedAt)) : passkey.unused
  }</p></div>${formTo(
    securityPath,
    accountSession,
    html`<input type="hidden" name="passkey" value="${id}">
<button type="submit" class="quiet" name="action" value="remove-passkey" aria-label="${passkey.removeOf(name)}">${passkey.remove}</button>`,
  )}</li>`;
}
