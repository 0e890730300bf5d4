/** A time in a mail. Pure. */
import type { MailLanguage } from '@mambogo/contracts/enumerations.ts';

/** In UTC, labelled as such: the reader's time zone is not known. */
export const formatTime = (at: string, language: MailLanguage): string =>
  `${new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }).format(new Date(at))} UTC`;
