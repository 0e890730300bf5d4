/** Entry point of the application: takes over the page that the server rendered, or renders it. */
import { createRoot, hydrateRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import './design/parts.css';
import './shell/shell.css';
import './pages/shop/shop.css';
import { cartChannel } from './api/cart-channel.ts';
import { queries } from './api/queries.ts';
import { App } from './app.tsx';
import { saveLanguage } from './language/language-context.tsx';
import { firstLanguage, isLanguage } from './language/languages.ts';
import { useMessages } from './language/use-messages.ts';
import type { PageData } from './page-data.ts';
import { pageAt } from './page-paths.ts';
import { renderedPages, router } from './router.tsx';
import { session } from './session/session.ts';
import { readPreference } from './shell/local-preferences.ts';

async function start(root: HTMLElement): Promise<void> {
  const page = readPageData();
  for (const [key, data] of page?.queries ?? []) queries.setQueryData(key, data);
  const stored = readPreference('language');
  // A choice without its cookie, of an earlier release: the server did not know it.
  if (page && isLanguage(stored) && stored !== page.first.language) saveLanguage(stored);
  const keepsPage = page && (!isLanguage(stored) || stored === page.first.language);
  const first = keepsPage ? page.first : firstLanguage(stored, navigator.languages);
  await Promise.all([useMessages.load(first.language), page && renderedPages[pageAt(location.pathname) ?? '']?.()]);
  const app = (
    <App queries={queries} first={first}>
      <RouterProvider router={router} />
    </App>
  );
  if (keepsPage) hydrateRoot(root, app);
  else createRoot(root).render(app);
}

/** undefined: the server did not render this page. */
const readPageData = (): PageData | undefined =>
  JSON.parse(document.getElementById('page-data')?.textContent || 'null') ?? undefined;

void session.start();
cartChannel.follow(queries);
const root = document.getElementById('root');
if (root) void start(root);
