/**
 * A set of messages in every language, each a file of its own that is fetched when it is needed: the first load has one
 * language of the parts it shows. A component that asks for messages that are not here yet is suspended until they are.
 *
 *     export const usePages = createMessages<typeof import('./en.ts').messages>({
 *       en: () => import('./en.ts'), de: () => import('./de.ts') });
 *
 * The German file says `export const messages: Messages = {...}`, so a missing one does not compile.
 */
import { use } from 'react';
import { useLanguage } from './language-context.tsx';
import type { Language } from './languages.ts';

type Loaders<M> = Readonly<Record<Language, () => Promise<{ readonly messages: M }>>>;

export interface UseMessages<M> {
  (): M;
  /** Fetches ahead. */
  load(language: Language): Promise<M>;
}

export function createMessages<M>(loaders: Loaders<M>): UseMessages<M> {
  const loaded = new Map<Language, Promise<M>>();
  const load = (language: Language): Promise<M> => {
    const known = loaded.get(language);
    if (known) return known;
    const coming = loaders[language]().then(({ messages }) => messages);
    loaded.set(language, coming);
    // Fetching failed: the next who asks tries anew.
    coming.catch(() => loaded.delete(language));
    return coming;
  };
  return Object.assign(() => use(load(useLanguage().language)), { load });
}
