/** The providers that every page needs. */
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LanguageProvider } from './language/language-context.tsx';
import type { FirstLanguage } from './language/languages.ts';

interface AppProps {
  readonly queries: QueryClient;
  readonly first: FirstLanguage;
  /** The router: the browser's or the server's. */
  readonly children: ReactNode;
}

export function App({ queries, first, children }: AppProps) {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider first={first}>{children}</LanguageProvider>
    </QueryClientProvider>
  );
}
