/** The current language, its formatters, and a way to change it. */
import { createContext, type ReactNode, startTransition, use, useEffect, useMemo, useState } from 'react';
import { readPreference, savePreference } from '../shell/local-preferences.ts';
import { createFormat, type Format } from './format.ts';
import { chooseLanguage, type Language, localeOf } from './languages.ts';

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

export const firstLanguage = (): Language => chooseLanguage(readPreference('language'), navigator.languages);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      ...createFormat(localeOf(language, navigator.languages)),
      language,
      choose(chosen: Language) {
        savePreference('language', chosen);
        // Keeps the current page until the other language is loaded.
        startTransition(() => setLanguage(chosen));
      },
    }),
    [language],
  );
  return <Context value={choice}>{children}</Context>;
}
