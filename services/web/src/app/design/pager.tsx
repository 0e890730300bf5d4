/** Page numbers as links: each page of results has its own URL. */
import { Link, useSearchParams } from 'react-router';
import { useMessages } from '../language/use-messages.ts';
import { pagesAround } from './pages-around.ts';

interface PagerProps {
  readonly page: number;
  readonly size: number;
  readonly total: number;
}

export function Pager({ page, size, total }: PagerProps) {
  const { pager } = useMessages();
  const [search] = useSearchParams();
  const last = Math.ceil(total / size);
  if (last <= 1) return null;
  const to = (number: number) => {
    const next = new URLSearchParams(search);
    if (number === 1) next.delete('page');
    else next.set('page', String(number));
    return { search: next.toString() };
  };
  return (
    <nav className="pager" aria-label={pager.label}>
      {page > 1 && (
        <Link to={to(page - 1)} rel="prev" aria-label={pager.previous}>
          ←
        </Link>
      )}
      {pagesAround(page, last).map((number, index) =>
        number === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: gaps have no other key
          <span key={`gap-${index}`}>…</span>
        ) : (
          <Link
            key={number}
            to={to(number)}
            aria-current={number === page ? 'page' : undefined}
            aria-label={pager.page(number)}
          >
            {number}
          </Link>
        ),
      )}
      {page < last && (
        <Link to={to(page + 1)} rel="next" aria-label={pager.next}>
          →
        </Link>
      )}
    </nav>
  );
}
