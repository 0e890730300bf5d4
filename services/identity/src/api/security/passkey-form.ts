/** A form that an authenticator fills in, through the pages' only script; hidden where passkeys are unsupported. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Html, html } from '@mambogo/service/http/html.ts';
import type { RequestHandler } from 'express';
import type { Locale } from '../language/languages.ts';

export interface PasskeyForm {
  readonly kind: 'get' | 'create';
  readonly action: string;
  /** As created by passkey-ceremonies.ts. */
  readonly options: string;
  readonly button: string;
  readonly variant?: 'quiet';
  /** Starts without a click: when the page has loaded, or as autofill of the name field. */
  readonly auto?: 'now' | 'conditional';
  /** Additional fields. */
  readonly fields?: Html;
}

export const scriptPath = '/auth/passkeys.js';

export function passkeyForm(
  { texts }: Locale,
  { kind, action, options, button, variant, auto, fields }: PasskeyForm,
): Html {
  const { unsupported, failed, known } = texts.security.passkey;
  return html`<form method="post" action="${action}" hidden data-passkey="${kind}" data-options="${options}" data-unsupported="${unsupported}" data-failed="${failed}" data-known="${known}"${auto ? html` data-auto="${auto}"` : undefined}>
<input type="hidden" name="credential">
${fields}
<div class="actions"><button type="submit"${variant ? html` class="${variant}"` : undefined}>${button}</button></div>
<p class="hint" role="status"></p>
</form>
<script src="${scriptPath}" defer></script>`;
}

/** GET /auth/passkeys.js */
export function passkeyScript(): RequestHandler {
  const script = readFileSync(join(import.meta.dirname, '../static/passkeys.js'));
  return (_request, response) => {
    response.setHeader('cache-control', 'public, max-age=300');
    response.type('text/javascript').send(script);
  };
}
