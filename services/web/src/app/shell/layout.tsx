/** The frame of every page: skip link, header, offline banner, page, footer. */
import { type ReactNode, Suspense } from 'react';
import { type Location, Outlet, ScrollRestoration } from 'react-router';
import { Toasts } from '../design/toasts.tsx';
import { useMessages } from '../language/use-messages.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { PageSkeleton } from './page-skeleton.tsx';

export function Layout({ header, footer }: { readonly header: ReactNode; readonly footer: ReactNode }) {
  const { shell } = useMessages();
  return (
    <Toasts>
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      {header}
      <OfflineBanner />
      <main id="content" tabIndex={-1} className="page">
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {footer}
      <ScrollRestoration getKey={scrollKeyOf} />
    </Toasts>
  );
}

/** The first page of a visit always has the key "default": its scroll position must not be reused for another page. */
const scrollKeyOf = ({ key, pathname, search }: Location): string => (key === 'default' ? pathname + search : key);
