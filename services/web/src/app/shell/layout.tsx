/** What surrounds every page: a way past the header, the header, news of the connection, the page, the footer. */
import { Suspense } from 'react';
import { type Location, Outlet, ScrollRestoration } from 'react-router';
import { Toasts } from '../design/toasts.tsx';
import { useMessages } from '../language/use-messages.ts';
import { Footer } from './footer.tsx';
import { Header } from './header.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

export function Layout() {
  const { shell } = useMessages();
  return (
    <Toasts>
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <Header />
      <OfflineBanner />
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <ScrollRestoration getKey={skeletonOf} />
    </Toasts>
  );
}

/** Every first page of a tab's visit has the key "default": where one was left must not be where another begins. */
const skeletonOf = ({ key, pathname, search }: Location): string => (key === 'default' ? pathname + search : key);
