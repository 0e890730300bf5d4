/** All categories in one line, to be pushed along where it is narrow. Its height is kept while they come. */
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one to be seen is another with each of these
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
