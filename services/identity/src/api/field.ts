/** A form field: label above, hint or error below and linked to it, so that every screen reader announces both. */
import { type Html, html } from '@mambogo/service/http/html.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly value?: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly autocomplete: string;
  /** The text marking the field as optional. */
  readonly optional?: string;
  readonly autofocus?: boolean;
  readonly min?: number;
  readonly max: number;
  readonly hint?: string;
  readonly error?: string;
}

export function field(one: Field): Html {
  const { name, label, value, type = 'text', autocomplete, optional, autofocus, min, max, hint, error } = one;
  const note = error ?? hint;
  return html`<label for="${name}">${label}${optional ? html` <span>${optional}</span>` : undefined}</label>
<input id="${name}" name="${name}" type="${type === 'password' ? 'password' : 'text'}" value="${value}" autocomplete="${autocomplete}" maxlength="${max}"${[
    // The browsers' own check of type=email rejects letters beyond ASCII before the @.
    type === 'email' ? html` inputmode="email"` : html``,
    type === 'password' ? html`` : html` autocapitalize="none" spellcheck="false"`,
    optional ? html`` : html` required`,
    min ? html` minlength="${min}"` : html``,
    autofocus ? html` autofocus` : html``,
    note ? html` aria-describedby="${name}-note"` : html``,
    error ? html` aria-invalid="true"` : html``,
  ]}>
${
  error
    ? html`<p class="fault" role="alert" id="${name}-note">${error}</p>`
    : hint
      ? html`<p class="hint" id="${name}-note">${hint}</p>`
      : undefined
}`;
}

/** An error that concerns the whole form. */
export const alertBox = (alert: string | undefined): Html =>
  alert ? html`<p class="alert" role="alert">${alert}</p>` : html``;
