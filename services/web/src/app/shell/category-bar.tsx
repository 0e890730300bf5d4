/** All categories in one line, to be pushed along where it is narrow. Its height is kept while they come. */
import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { categoriesQuery } from '../api/catalogue.ts';
import { useMessages } from '../language/use-messages.ts';
import { categoryPath } from '../page-paths.ts';

export function CategoryBar() {
  const { shell } = useMessages();
  const { data } = useQuery(categoriesQuery);
  return (
    <nav className="categories" aria-label={shell.categories}>
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
