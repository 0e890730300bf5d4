/** The pages of a merchant's API tokens: the list with its form, and the secret, shown once. */
import { type Html, html } from '@mambogo/service/http/html.ts';
import type { ApiTokenScope } from '../../domain/api-token-scopes.ts';
import { accountPath } from '../../oidc/clients.ts';
import type { ApiToken } from '../../store/api-tokens.ts';
import { alertBox, field } from '../field.ts';
import type { Locale } from '../language/languages.ts';
import type { Page, PageContext } from '../page.ts';
import { accountSubPage, formTo } from './account-page.ts';
import type { AccountSession } from './account-session.ts';

export interface ApiTokenView {
  readonly tokens: readonly ApiToken[];
  readonly grantable: readonly ApiTokenScope[];
  readonly revoked?: boolean;
  readonly typed?: { readonly name: string; readonly scopes: readonly string[] };
  readonly error?: { readonly name?: string; readonly scopes?: string; readonly alert?: string };
}

const path = '/api-tokens';

export function apiTokenPage(at: PageContext, accountSession: AccountSession, view: ApiTokenView): Page {
  const { tokens, grantable, revoked, typed, error } = view;
  const { apiTokens: texts } = at.locale.texts;
  return accountSubPage(
    { ...at, title: texts.title, hasErrors: error !== undefined },
    html`${revoked ? html`<p class="done" role="status">${texts.revoked}</p>` : undefined}${alertBox(error?.alert)}
<p class="soft">${texts.text}</p>
${tokens.length > 0 ? html`<ul class="rows">${tokens.map((token) => row(at.locale, accountSession, token))}</ul>` : html`<p class="soft">${texts.none}</p>`}
<h2>${texts.newTitle}</h2>
${formTo(
  path,
  accountSession,
  html`${field({
    name: 'name',
    label: texts.name,
    value: typed?.name,
    autocomplete: 'off',
    max: 60,
    hint: texts.nameHint,
    error: error?.name,
  })}
<fieldset><legend>${texts.scopes}</legend>
${grantable.map((scope) => checkbox(scope, texts.scopeNames[scope], typed?.scopes.includes(scope) ?? false))}
</fieldset>
${error?.scopes ? html`<p class="fault" role="alert">${error.scopes}</p>` : undefined}
<div class="actions"><button type="submit" name="action" value="create">${texts.create}</button></div>`,
)}`,
  );
}

const checkbox = (scope: string, label: string, checked: boolean): Html =>
  html`<label class="choice"><input type="checkbox" name="scope" value="${scope}"${checked ? html` checked` : html``}> <span>${label} <code>${scope}</code></span></label>
`;

function row(
  { texts, time }: Locale,
  accountSession: AccountSession,
  { id, name, scopes, createdAt, usedAt }: ApiToken,
): Html {
  const { apiTokens } = texts;
  return html`<li><div><h2>${name}</h2><p class="soft"><code>${id}</code><br>${scopes.join(' ')}<br>${apiTokens.created(time(createdAt))}<br>${
    usedAt ? apiTokens.used(time(usedAt)) : apiTokens.unused
  }</p></div>${formTo(
    path,
    accountSession,
    html`<input type="hidden" name="id" value="${id}">
<button type="submit" class="quiet" name="action" value="revoke" aria-label="${apiTokens.revokeOf(name)}">${apiTokens.revoke}</button>`,
  )}</li>`;
}

interface NewApiToken {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly scopes: readonly string[];
}

export function newApiTokenPage(at: PageContext, { id, secret, name, scopes }: NewApiToken): Page {
  const { apiTokens: texts } = at.locale.texts;
  const curl = `curl ${at.shop}/auth/token -d grant_type=client_credentials -d client_id=${id} -d client_secret=${secret}`;
  return accountSubPage(
    { ...at, title: texts.madeTitle(name) },
    html`<p class="alert">${texts.onceText}</p>
<dl><dt>${texts.clientId}</dt><dd><code>${id}</code></dd><dt>${texts.secret}</dt><dd><code>${secret}</code></dd><dt>${texts.scopes}</dt><dd><code>${scopes.join(' ')}</code></dd></dl>
<p>${texts.curlText}</p>
<pre><code>${curl}</code></pre>
<div class="actions"><a class="button" href="${accountPath}${path}">${texts.kept}</a></div>`,
  );
}
