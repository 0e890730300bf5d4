/** The layout of the account pages, and what their forms share. */

import { type Html, html } from '@mambogo/service/http/html.ts';
import { passwordLength } from '../../domain/account-rules.ts';
import { accountPath } from '../../oidc/clients.ts';
import { field } from '../field.ts';
import type { Locale } from '../language/languages.ts';
import { type Page, type PageFrame, page } from '../page.ts';
import type { AccountSession } from './account-session.ts';

/** A page below the overview, with a link back to it. */
export const accountSubPage = (frame: Omit<PageFrame, 'width'>, content: Html): Page =>
  page(
    { ...frame, width: 'wide' },
    html`${content}
<p class="aside"><a href="${accountPath}">${frame.locale.texts.frame.toAccount}</a></p>`,
  );

/** @param action below the account's path */
export const formTo = (action: string, { formToken }: AccountSession, content: Html): Html =>
  html`<form method="post" action="${accountPath}${action}">
<input type="hidden" name="token" value="${formToken}">
${content}
</form>`;

/** The current password, required for actions that someone at an unattended screen must not be able to take. */
export const passwordAgain = (label: string, error?: string): Html =>
  field({
    name: 'password',
    label,
    type: 'password',
    autocomplete: 'current-password',
    max: passwordLength.max,
    error,
  });

export const demoNote = ({ texts }: Locale): Html => html`<p class="alert">${texts.account.demo}</p>`;
