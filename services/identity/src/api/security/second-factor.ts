/**
 * GET and POST /auth/interaction/{uid}/second-factor: after the password a code of the app, a recovery code, or a passkey (POST
 * .../passkey, which also works without a password).
 */
import { createHmac } from 'node:crypto';
import { html } from '@mambogo/service/http/html.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { OwnFactors } from '../../store/second-factors.ts';
import { alertBox, field } from '../field.ts';
import { findInteraction, type Interaction } from '../interaction.ts';
import { type AttemptResult, attemptFromNetwork, sendRetryAfter } from '../login-attempts.ts';
import { type Page, type PageContext, page, pageContext, sendPage } from '../page.ts';
import { finishLogIn, firstFactorOf, passkeyAmr } from './finish-log-in.ts';
import { requestOptions, verifyAssertion } from './passkey-ceremonies.ts';
import { passkeyForm } from './passkey-form.ts';

const CodeForm = z.object({ code: z.string().max(64).default('') });
export const CredentialForm = z.object({ credential: z.string().max(12_000).default('') });

export const showSecondFactor =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { personId } = await firstFactorOf(context, found);
    sendPage(response, await secondFactorPage(context, request, found, personId));
  };

export const checkSecondFactor =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { personId, amr } = await firstFactorOf(context, found);
    const { code } = CodeForm.parse(request.body ?? {});
    const attemptResult = await tryCode(context, request, personId, code.trim());
    if (attemptResult.type === 'right')
      return finishLogIn(context, request, response, personId, [...amr, 'otp', 'mfa']);
    const { locale } = pageContext(context, request);
    const alert =
      attemptResult.type === 'early'
        ? sendRetryAfter(response, locale, attemptResult.seconds)
        : locale.texts.security.factor.wrong;
    const status = attemptResult.type === 'early' ? 429 : 422;
    sendPage(response, await secondFactorPage(context, request, found, personId, alert), status);
  };

export const checkPasskey =
  (context: Context): RequestHandler =>
  async (request, response) => {
    const found = await findInteraction(context, request, response);
    const { credential } = CredentialForm.parse(request.body ?? {});
    const result = await verifyAssertion(context, logInBinding(found), credential);
    if (result.type === 'right') {
      securityEvent(context, {
        code: 'mfa.succeeded',
        outcome: 'success',
        subject: result.personId,
        detail: { by: 'passkey' },
      });
      return finishLogIn(context, request, response, result.personId, passkeyAmr);
    }
    const detail = { by: 'passkey', ...(result.type === 'cloned' ? { cloned: true } : {}) };
    const subject = result.type === 'cloned' ? result.personId : undefined;
    securityEvent(context, { code: 'mfa.failed', outcome: 'failure', subject, detail });
    response.redirect(303, `${found.path}/log-in?passkey=failed`);
  };

/** Binds a passkey's challenge to this log-in. */
export const logInBinding = ({ uid }: Interaction): string => `log-in ${uid}`;

/** Attempts count for the person, even when the password is correct: knowing it must not make guessing codes free. */
async function tryCode(
  context: Context,
  request: Request,
  personId: string,
  code: string,
): Promise<AttemptResult<'app' | 'recovery'>> {
  const { loginThrottle, settings, secrets, secondFactors } = context;
  const key = createHmac('sha256', secrets.clientIndexKey).update(`second factor of ${personId}`).digest();
  const event = (type: 'succeeded' | 'failed' | 'throttled', by?: string) =>
    securityEvent(context, {
      code: `mfa.${type}`,
      outcome: ({ succeeded: 'success', failed: 'failure', throttled: 'refused' } as const)[type],
      subject: personId,
      ...(by ? { detail: { by } } : {}),
    });
  return attemptFromNetwork<'app' | 'recovery'>(context, request, async () => {
    const policy = { freeAttempts: settings.LOCKOUT_AFTER, maxWaitSeconds: settings.LOCKOUT_SECONDS };
    const seconds = await loginThrottle.count(key, policy);
    if (seconds > 0) {
      event('throttled');
      return { type: 'early', seconds };
    }
    const isApp = /^[\d\s]{6,9}$/.test(code);
    const isRight = isApp
      ? await secondFactors.totp.verify(personId, code.replaceAll(/\s/g, ''))
      : await secondFactors.recoveryCodes.use(personId, code);
    if (!isRight) {
      event('failed', isApp ? 'app' : 'recovery');
      return { type: 'wrong' };
    }
    await loginThrottle.reset(key);
    event('succeeded', isApp ? 'app' : 'recovery');
    if (!isApp) securityEvent(context, { code: 'mfa.recovery_used', outcome: 'success', subject: personId });
    return { type: 'right', value: isApp ? 'app' : 'recovery' };
  });
}

async function secondFactorPage(
  context: Context,
  request: Request,
  found: Interaction,
  personId: string,
  alert?: string,
): Promise<Page> {
  const { secondFactors } = context;
  const [own, passkeys] = await Promise.all([secondFactors.of(personId), secondFactors.passkeys.list(personId)]);
  const options = passkeys.length > 0 ? await requestOptions(context, logInBinding(found), passkeys) : undefined;
  return pageOf(pageContext(context, request), found.path, own, options, alert);
}

function pageOf(at: PageContext, path: string, own: OwnFactors, options?: string, alert?: string): Page {
  const { security, frame } = at.locale.texts;
  const { factor } = security;
  const byCode = own.totp || own.recoveryCodes > 0;
  return page(
    { ...at, title: factor.title, hasErrors: alert !== undefined },
    html`${alertBox(alert)}<p class="soft">${options && !own.totp ? factor.passkeyText : factor.text}</p>
${
  options
    ? passkeyForm(at.locale, { kind: 'get', action: `${path}/passkey`, options, button: factor.passkey })
    : undefined
}
<form method="post" action="${path}/second-factor">
${
  byCode
    ? field({
        name: 'code',
        label: own.totp ? factor.code : factor.recoveryCode,
        autocomplete: 'one-time-code',
        autofocus: own.totp,
        max: 64,
        hint: own.totp && own.recoveryCodes > 0 ? factor.codeHint : undefined,
      })
    : html`<noscript><p class="alert">${factor.needsScript}</p></noscript>`
}
<div class="actions">
${byCode ? html`<button type="submit">${factor.submit}</button>` : undefined}
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>${frame.cancel}</button>
</div>
</form>`,
  );
}
