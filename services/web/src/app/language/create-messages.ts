/**
 * Messages in every language, each in a file that is loaded on demand: the first load contains one language of the parts it
 * shows. A component suspends until its messages are loaded.
 *
 *     export const usePages = createMessages<typeof import('./en.ts').messages>({
 *       en: () => import('./en.ts'), de: () => import('./de.ts') });
 *
 * The German file declares `export const messages: Messages = {...}`, so a missing message does not compile.
 */
import { use } from 'react';
import { useLanguage } from './language-context.tsx';
import type { Language } from './languages.ts';

type Loaders<M> = Readonly<Record<Language, () => Promise<{ readonly messages: M }>>>;

export interface UseMessages<M> {
  (): M;
  /** Preloads a language. */
  load(language: Language): Promise<M>;
}

export function createMessages<M>(loaders: Loaders<M>): UseMessages<M> {
  const loaded = new Map<Language, Promise<M>>();
  const load = (language: Language): Promise<M> => {
    const known = loaded.get(language);
    if (known) return known;
    const coming = loaders[language]().then(({ messages }) => messages);
    loaded.set(language, coming);
    // Loading failed: the next call tries again.
    coming.catch(() => loaded.delete(language));
    return coming;
  };
  return Object.assign(() => use(load(useLanguage().language)), { load });
}
