/** The field for a password that is chosen: its limits, its hint, and what browsers fill in. */
import type { Html } from '@mambogo/service/http/html.ts';
import { passwordLength } from '../domain/account-rules.ts';
import { type Field, field } from './field.ts';
import type { Locale } from './language/languages.ts';

export const newPasswordField = (
  { texts }: Locale,
  { name = 'password', ...given }: Pick<Field, 'label' | 'autofocus' | 'error'> & { readonly name?: string },
): Html =>
  field({
    name,
    ...given,
    type: 'password',
    autocomplete: 'new-password',
    ...passwordLength,
    hint: texts.hints.password,
  });
