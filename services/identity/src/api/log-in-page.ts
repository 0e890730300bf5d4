/** The log-in page. */
import { html } from './html.ts';
import { page } from './page.ts';

export interface LogInView {
  /** The interaction's path: where the form goes. */
  readonly path: string;
  /** What was typed, or the client's hint. */
  readonly login?: string;
  readonly alert?: string;
  /** Whether to tell the demo accounts. */
  readonly demo: boolean;
}

export function logInPage({ path, login, alert, demo }: LogInView): string {
  const alertBox = alert ? html`<p class="alert" role="alert" id="alert">${alert}</p>` : undefined;
  const invalid = alert ? html` aria-invalid="true" aria-describedby="alert"` : undefined;
  return page(
    'Log in',
    html`${alertBox}
<form method="post" action="${path}">
<label for="login">User name</label>
<input id="login" name="login" value="${login}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="64"${login ? undefined : html` autofocus`}${invalid}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required maxlength="256"${login ? html` autofocus` : undefined}${invalid}>
<button type="submit">Log in</button>
<button type="submit" class="quiet" formaction="${path}/cancel" formnovalidate>Cancel</button>
</form>
<p class="aside">New here? <a href="${path}/sign-up">Create an account</a></p>
${demo ? html`<p class="hint">Demo accounts: demo / demo and admin / admin.</p>` : undefined}`,
  );
}
