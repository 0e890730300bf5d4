/** The sign-up page. */
import { loginLength, passwordLength, type SignUpFaults } from '../domain/account-rules.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

export interface SignUpView {
  /** The interaction's path. */
  readonly path: string;
  readonly login?: string;
  readonly faults?: SignUpFaults;
}

export function signUpPage({ path, login, faults }: SignUpView): string {
  return page(
    'Create an account',
    html`<form method="post" action="${path}/sign-up">
<label for="login">User name</label>
<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus minlength="${loginLength.min}" maxlength="${loginLength.max}"${marks('login', faults?.login)}>
${below('login', faults?.login, `${loginLength.min} to ${loginLength.max} characters, no spaces.`)}
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="new-password" required minlength="${passwordLength.min}" maxlength="${passwordLength.max}"${marks('password', faults?.password)}>
${below('password', faults?.password, `At least ${passwordLength.min} characters.`)}
<button type="submit">Create account</button>
</form>
<p class="aside">Already have one? <a href="${path}/log-in">Log in</a></p>`,
  );
}

const marks = (field: string, fault: string | undefined): Html =>
  html` aria-describedby="${field}-note"${fault ? html` aria-invalid="true"` : undefined}`;

const below = (field: string, fault: string | undefined, hint: string): Html =>
  fault
    ? html`<p class="fault" role="alert" id="${field}-note">${fault}</p>`
    : html`<p class="hint" id="${field}-note">${hint}</p>`;
