/**
 * The categories in one row; those that do not fit are in a menu at its end. The row has one height, loaded or not, and the menu's
 * place is reserved, to avoid layout shift.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { NavLink } from 'react-router';
import { categoriesQuery } from '../api/catalogue.ts';
import { Menu } from '../design/menu.tsx';
import { useMessages } from '../language/use-messages.ts';
import { categoryPath } from '../page-paths.ts';

export function CategoryBar() {
  const { shell } = useMessages();
  const { data: categories = [] } = useQuery(categoriesQuery);
  const row = useRef<HTMLUListElement>(null);
  const fitting = useFittingItems(row, categories);
  const link = ({ slug, name }: (typeof categories)[number]) => <NavLink to={categoryPath(slug)}>{name}</NavLink>;
  return (
    <nav className="categories" aria-label={shell.categories}>
      <ul ref={row} className="category-row">
        {categories.map((category, index) => (
          <li key={category.id} className={index < fitting ? undefined : 'unseen'}>
            {link(category)}
          </li>
        ))}
      </ul>
      <Menu
        label={shell.moreCategories}
        button={shell.more}
        buttonClass="category-more"
        hidden={fitting >= categories.length}
      >
        {categories.slice(fitting).map((category) => (
          <li key={category.id}>{link(category)}</li>
        ))}
      </Menu>
    </nav>
  );
}

/** How many items are in the first line of a list that wraps, also after it has changed its width. */
function useFittingItems(list: { readonly current: HTMLElement | null }, items: readonly unknown[]): number {
  const [fitting, setFitting] = useState(Number.POSITIVE_INFINITY);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other items have other widths
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      const tops = [...element.children].map((item) => item.getBoundingClientRect().top);
      setFitting(tops.filter((top) => top === tops[0]).length);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [list, items]);
  return fitting;
}
