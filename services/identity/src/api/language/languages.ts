/** The supported languages, and the choice of one. */
import { messages as de } from './de.ts';
import { messages as en, type Messages } from './en.ts';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

const texts: Readonly<Record<Language, Messages>> = { en, de };

/** A language with its texts and its time format. */
export interface Locale {
  readonly language: Language;
  readonly texts: Messages;
  /** In UTC, labelled as such. */
  time(at: Date): string;
}

export function createLocale(language: Language): Locale {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return { language, texts: texts[language], time: (at) => `${format.format(at)} UTC` };
}

/** @param tags such as `de-AT`, preferred first */
export const firstKnown = (tags: readonly string[]): Language | undefined =>
  tags
    .map((tag) => tag.toLowerCase().split('-', 1)[0])
    .map((tag) => languages.find((language) => language === tag))
    .find((language) => language !== undefined);
