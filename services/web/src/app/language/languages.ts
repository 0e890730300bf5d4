/** The supported languages, and how one is chosen. Pure. */

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

export const isLanguage = (text: unknown): text is Language => languages.some((language) => language === text);

/** The chosen language, else the first supported one of the browser, else English. */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  if (isLanguage(stored)) return stored;
  return preferred.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
}

/** Numbers and dates follow the browser's region if it has the same language: en-GB writes dates the British way. */
export const localeOf = (language: Language, preferred: readonly string[]): string =>
  preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

/** The chosen language, for the server. The gateway forwards only cookies of this prefix. */
export const languageCookie = 'mambogo_language';

/** What a page is first shown in. */
export interface FirstLanguage {
  readonly language: Language;
  /** BCP 47, of this language. */
  readonly locale: string;
}

export function firstLanguage(stored: string | null, preferred: readonly string[]): FirstLanguage {
  const language = chooseLanguage(stored, preferred);
  return { language, locale: localeOf(language, preferred) };
}
