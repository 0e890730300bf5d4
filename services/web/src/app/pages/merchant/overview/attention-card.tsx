/** A card of the overview: count, first entries and a link to all. */
import { type ReactNode, useId } from 'react';
import { Link } from 'react-router';
import { Badge, type Tone } from '../../../design/badge.tsx';
import { Button } from '../../../design/button.tsx';
import { errorMessage } from '../../../design/empty-and-error-states.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useMessages } from '../../../language/use-messages.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

/** Number of entries shown. */
const maxShown = 4;

interface AttentionCardProps<T> {
  readonly texts: readonly string[];
  readonly tone: Tone;
  /** Link to the full list; undefined if there is none. */
  readonly to?: string;
  readonly list: {
    readonly items: readonly T[] | undefined;
    readonly error: unknown;
    readonly retry: () => void;
    readonly more: { readonly has: boolean };
  };
  readonly note?: string;
  readonly children: (item: T) => ReactNode;
}

export function AttentionCard<T>({ texts: [title, text], tone, to, list, note, children }: AttentionCardProps<T>) {
  const { overview } = useMerchantMessages();
  const { errors } = useMessages();
  const id = useId();
  const { items, error, retry, more } = list;
  const count = items?.length ?? 0;
  return (
    <section className="card stack merchant-attention-card" aria-labelledby={id}>
      <div className="spread">
        <h2 id={id}>{title}</h2>
        {items && (
          <Badge tone={count === 0 ? 'good' : tone}>
            {count === 0 ? overview.none : more.has ? overview.atLeast(count) : count}
          </Badge>
        )}
      </div>
      <p className="soft small">{text}</p>
      {items ? (
        count > 0 && <ul className="merchant-lines">{items.slice(0, maxShown).map(children)}</ul>
      ) : error ? (
        <div role="alert" className="stack">
          <p>{errorMessage(error, errors)[1]}</p>
          <div>
            <Button variant="quiet" onClick={retry}>
              {errors.tryAgain}
            </Button>
          </div>
        </div>
      ) : (
        <Skeleton height="9rem" />
      )}
      {note && <p className="small">{note}</p>}
      {count > 0 && to && (
        <p>
          <Link to={to} aria-label={`${overview.all}: ${title}`}>
            {overview.all}
          </Link>
        </p>
      )}
    </section>
  );
}
