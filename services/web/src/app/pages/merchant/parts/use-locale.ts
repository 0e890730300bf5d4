/** The locale of the page, in which money is typed. */
import { useLanguage } from '../../../language/language-context.tsx';
import { localeOf } from '../../../language/languages.ts';

export const useLocale = (): string => localeOf(useLanguage().language, navigator.languages);
