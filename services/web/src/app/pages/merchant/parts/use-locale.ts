/** The locale of the page, used for money input. */
import { useLanguage } from '../../../language/language-context.tsx';
import { localeOf } from '../../../language/languages.ts';

export const useLocale = (): string => localeOf(useLanguage().language, navigator.languages);
