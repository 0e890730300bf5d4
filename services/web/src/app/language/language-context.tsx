/** The current language, its formatters, and a way to change it. */
import { createContext, type ReactNode, startTransition, use, useEffect, useMemo, useState } from 'react';
import { savePreference } from '../shell/local-preferences.ts';
import { createFormat, type Format } from './format.ts';
import { type FirstLanguage, type Language, languageCookie, localeOf } from './languages.ts';

export interface LanguageChoice extends Format {
  readonly language: Language;
  choose(language: Language): void;
}

const Context = createContext<LanguageChoice | undefined>(undefined);

export function useLanguage(): LanguageChoice {
  const choice = use(Context);
  if (!choice) throw new Error('useLanguage must be used inside LanguageProvider');
  return choice;
}

/** The server renders the next page in this language. */
export function saveLanguage(language: Language): void {
  savePreference('language', language);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in all browsers
  document.cookie = `${languageCookie}=${language}; path=/; max-age=31536000; samesite=lax`;
}

export function LanguageProvider({ first, children }: { readonly first: FirstLanguage; readonly children: ReactNode }) {
  const [{ language, locale }, setLanguage] = useState(first);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      ...createFormat(locale),
      language,
      choose(chosen: Language) {
        saveLanguage(chosen);
        // Keeps the current page until the other language is loaded.
        startTransition(() => setLanguage({ language: chosen, locale: localeOf(chosen, navigator.languages) }));
      },
    }),
    [language, locale],
  );
  return <Context value={choice}>{children}</Context>;
}
