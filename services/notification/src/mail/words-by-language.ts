/** The words of mails by language. */
import type { MailLanguage } from '@mambogo/contracts/enumerations.ts';
import type { Words } from './words.ts';
import { de } from './words-de.ts';
import { en } from './words-en.ts';

export const words: Readonly<Record<MailLanguage, Words>> = { en, de };
