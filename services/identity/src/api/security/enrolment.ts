/**
 * Enrolling a second factor, shared by the account pages and the log-in: the page content, handling the response, and the
 * recovery codes that come with the first factor.
 */
import { Html, html } from '@mambogo/service/http/html.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import type { Request } from 'express';
import { renderSVG } from 'uqr';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import { maxPasskeys } from '../../store/passkeys.ts';
import type { Person } from '../../store/people.ts';
import { totpAddress } from '../../store/totp.ts';
import { field } from '../field.ts';
import type { Locale } from '../language/languages.ts';
import { type AttemptResult, attemptPassword } from '../login-attempts.ts';
import { verifyCreation } from './passkey-ceremonies.ts';

const nameLength = 40;
const Passkey = z.object({
  credential: z.string().max(12_000).default(''),
  name: z.string().max(nameLength).default(''),
});
const AppCode = z.object({ code: z.string().max(16).default('') });

export type Enrolled = 'enrolled' | 'refused' | 'too-many';

/** @param boundTo the value the options were created with */
export async function enrolPasskey(
  context: Context,
  request: Request,
  boundTo: string,
  person: Person,
  fallback: string,
): Promise<Enrolled> {
  const { secondFactors } = context;
  const { credential, name } = Passkey.parse(request.body ?? {});
  const made = await verifyCreation(context, boundTo, credential);
  if (!made) return 'refused';
  const own = await secondFactors.of(person.id);
  if (own.passkeys >= maxPasskeys) return 'too-many';
  const passkey = { ...made, personId: person.id, name: name.trim() || fallback };
  if (!(await secondFactors.passkeys.add(passkey))) return 'refused';
  enrolled(context, person.id, 'passkey');
  return 'enrolled';
}

/** Checks the first code of the app after its key was shown. */
export async function enrolApp(context: Context, request: Request, person: Person): Promise<AttemptResult<string>> {
  const { code } = AppCode.parse(request.body ?? {});
  const key = context.people.indexOf(`app of ${person.id}`);
  const attemptResult = await attemptPassword(context, request, [{ id: person.id, key }], async () =>
    (await context.secondFactors.totp.confirm(person.id, code.replaceAll(/\s/g, ''))) ? person.id : undefined,
  );
  if (attemptResult.type === 'right') enrolled(context, person.id, 'app');
  return attemptResult;
}

const enrolled = (context: Context, subject: string, by: string): void =>
  securityEvent(context, { code: 'mfa.enrolled', outcome: 'success', subject, detail: { by } });

/** New recovery codes, which come with the first factor; undefined when the person already has some. */
export async function firstRecoveryCodes({ secondFactors }: Context, personId: string): Promise<string[] | undefined> {
  const { recoveryCodes } = await secondFactors.of(personId);
  return recoveryCodes > 0 ? undefined : secondFactors.recoveryCodes.renew(personId);
}

/** The field for a passkey's name. */
export const passkeyNameField = ({ texts: { security } }: Locale): Html =>
  field({
    name: 'name',
    label: security.passkey.name,
    value: security.passkey.defaultName,
    autocomplete: 'off',
    max: nameLength,
    hint: security.passkey.nameHint,
  });

/** The QR code, the key as text, and the field for the first code. @param secret base32 */
export function appFields({ texts: { security } }: Locale, login: string, secret: string, error?: string): Html {
  const { app } = security;
  const [, svg = ''] = /^(<svg[\s\S]*)$/.exec(renderSVG(totpAddress(login, secret), { border: 2 })) ?? [];
  return html`<p class="soft">${app.scan}</p>
<div class="qr" role="img" aria-label="${app.qr}">${new Html(svg)}</div>
<p><strong>${app.key}</strong><br><code class="key" translate="no">${secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code></p>
${field({ name: 'code', label: app.code, autocomplete: 'one-time-code', max: 16, error })}`;
}

export const recoveryCodeList = ({ texts: { security } }: Locale, codes: readonly string[]): Html =>
  html`<p>${security.recovery.text}</p>
<ol class="codes" aria-label="${security.recovery.list}" translate="no">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ol>`;
