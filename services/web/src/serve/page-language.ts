/** The language and region a page is rendered in: by the visitor's choice, else by what their browser accepts. Pure. */
import { type FirstLanguage, firstLanguage, languageCookie } from '../app/language/languages.ts';

/** Tags are given to Intl, which rejects what is no tag, and are part of cache keys. */
const languageTag = /^[a-z]{2}(-[a-z]{2})?$/i;
const chosenLanguage = new RegExp(`(?:^|; ?)${languageCookie}=([a-z]{2})(?:;|$)`);

/** Reads the headers Cookie and Accept-Language, in the order that the browser sends; it sorts by preference. */
export function pageLanguage(cookie: string | undefined, acceptLanguage: string | undefined): FirstLanguage {
  const chosen = chosenLanguage.exec(cookie ?? '')?.[1] ?? null;
  const tags = (acceptLanguage ?? '').split(',', 20).map((part) => part.split(';')[0]?.trim() ?? '');
  return firstLanguage(
    chosen,
    tags.filter((tag) => languageTag.test(tag)),
  );
}
