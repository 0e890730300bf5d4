/** Navigation between the merchant pages, in one scrollable row. */
import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import type { Area } from '../rights.ts';

export function MerchantNav({ areas }: { readonly areas: readonly Area[] }) {
  const { common } = useMerchantMessages();
  const { pathname } = useLocation();
  const list = useRef<HTMLUListElement>(null);
  // On narrow screens, scrolls the current entry into view; horizontally only, so the page does not move.
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each navigation, and when entries or their texts arrive later
  useEffect(() => {
    const [line, here] = [list.current, list.current?.querySelector<HTMLElement>('[aria-current="page"]')];
    if (!line || !here) return;
    const [barBounds, linkBounds] = [line.getBoundingClientRect(), here.getBoundingClientRect()];
    line.scrollLeft += linkBounds.left + linkBounds.width / 2 - (barBounds.left + barBounds.width / 2);
  }, [pathname, areas.length, common]);
  return (
    <nav className="merchant-nav" aria-label={common.nav}>
      <ul ref={list}>
        {areas.map((area) => (
          <li key={area}>
            <NavLink to={areaPaths[area]} end={area === 'overview'}>
              {common.areas[area]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
