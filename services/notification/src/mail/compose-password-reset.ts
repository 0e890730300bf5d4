/** Composes the mail with the link for choosing a new password. Pure. */
import type { MailContact, PasswordResetLink } from '@mambogo/contracts/api/internal-mail.ts';
import { formatTime } from './format-time.ts';
import type { MailContent } from './mail-content.ts';
import { words } from './words-by-language.ts';

export function composePasswordReset(
  { path, expiresAt }: PasswordResetLink,
  { login, language = 'en' }: MailContact,
  publicUrl: string,
): MailContent {
  const { greeting, passwordReset: texts } = words[language];
  return {
    subject: texts.subject,
    greeting: greeting(login),
    paragraphs: [texts.text, texts.expires(formatTime(expiresAt, language)), texts.notYou],
    button: { label: texts.button, url: publicUrl + path },
    footer: texts.footer(new URL(publicUrl).host),
  };
}
