/** All categories in one row that scrolls on narrow screens. Its height is reserved while they load. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
import { categoriesQuery } from '../api/catalogue.ts';
import { useMessages } from '../language/use-messages.ts';
import { categoryPath } from '../page-paths.ts';

export function CategoryBar() {
  const { shell } = useMessages();
  const { data } = useQuery(categoriesQuery);
  const { pathname } = useLocation();
  const bar = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the active link changes with each of these
  useEffect(() => {
    const current = bar.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });
  }, [pathname, data]);
  return (
    <nav ref={bar} className="categories" aria-label={shell.categories}>
      <ul>
        {data?.map(({ id, slug, name }) => (
          <li key={id}>
            <NavLink to={categoryPath(slug)}>{name}</NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
