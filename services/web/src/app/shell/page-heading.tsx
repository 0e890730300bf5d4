/**
 * The one h1 of a page. It names the document, and when somebody came here from another page of the shop it takes the
 * focus, so that those who hear the page know that it is another one.
 */
import { type ReactNode, useEffect, useRef } from 'react';
import { shopConfig } from '../shop-config.ts';

interface PageHeadingProps {
  /** Of the document; default: the heading itself. */
  readonly title?: string;
  readonly hidden?: boolean;
  readonly children: ReactNode;
}

/** The address the focus was moved for: at first the one that was typed, which the browser announces itself. */
let announced = location.pathname;

export function PageHeading({ title, hidden = false, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const name = title ?? (typeof children === 'string' ? children : '');
  useEffect(() => {
    if (name) document.title = `${name} · ${shopConfig.name}`;
  }, [name]);
  useEffect(() => {
    if (announced === location.pathname) return;
    announced = location.pathname;
    heading.current?.focus({ preventScroll: true });
  });
  return (
    <h1 ref={heading} tabIndex={-1} className={hidden ? 'visually-hidden' : undefined}>
      {children}
    </h1>
  );
}
