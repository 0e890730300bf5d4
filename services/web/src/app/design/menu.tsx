/**
 * A button that opens a list of links. Built on `<details>`, so it works with the keyboard. It closes on Escape, on navigation,
 * and on a press or focus outside.
 */
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

interface MenuProps {
  /** Accessible name of the button. */
  readonly label: string;
  /** Content of the button. */
  readonly button: ReactNode;
  /** Class of the button. */
  readonly buttonClass: string;
  /** Keeps its place in the layout but can't be seen or used. */
  readonly hidden?: boolean;
  /** `<li>` elements. */
  readonly children: ReactNode;
}

export function Menu({ label, button, buttonClass, hidden = false, children }: MenuProps) {
  const { pathname } = useLocation();
  const menu = useRef<HTMLDetailsElement>(null);
  const close = useCallback(() => {
    if (menu.current) menu.current.open = false;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes on navigation
  useEffect(close, [pathname]);
  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && !menu.current?.contains(event.target)) close();
    };
    const byEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !menu.current?.open) return;
      close();
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', byEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', byEscape);
    };
  }, [close]);
  return (
    <details className={hidden ? 'menu unseen' : 'menu'} ref={menu}>
      <summary className={buttonClass} aria-label={label}>
        {button}
      </summary>
      <ul>{children}</ul>
    </details>
  );
}
