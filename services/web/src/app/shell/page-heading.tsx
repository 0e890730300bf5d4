/**
 * The h1 of a page. It sets the document title and, after client-side navigation, takes the focus so that screen readers
 * announce the new page.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import { shopConfig } from '../shop-config.ts';

interface PageHeadingProps {
  /** Document title; default: the heading. */
  readonly title?: string;
  readonly hidden?: boolean;
  readonly children: ReactNode;
}

/** The path that last got the focus: initially the first page, which the browser announces itself. */
let announced = typeof location === 'undefined' ? '' : location.pathname;

export function PageHeading({ title, hidden = false, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = title ?? (typeof children === 'string' ? children : '');
  useEffect(() => {
    if (name) document.title = `${name} · ${shopConfig.name}`;
  }, [name]);
  useEffect(() => {
    if (announced === location.pathname) return;
    announced = location.pathname;
    // The server's head was about the first page; sharing a page uses its canonical address.
    document.querySelector('link[rel="canonical"]')?.setAttribute('href', location.origin + announced);
    heading.current?.focus({ preventScroll: true });
  });
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : undefined}>
      {children}
    </h1>
  );
}
