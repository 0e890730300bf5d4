/** The providers that every page needs. */
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router/dom';
import { queries } from './api/queries.ts';
import { LanguageProvider } from './language/language-context.tsx';
import { router } from './router.tsx';

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LanguageProvider>
        <RouterProvider router={router} />
      </LanguageProvider>
    </QueryClientProvider>
  );
}
