/** The home page. */
import { minorUnits } from '@mambogo/contracts/currency/decimals.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { categoriesQuery, type ProductQuery, productsQuery } from '../../api/catalogue.ts';
import { ButtonLink } from '../../design/button.tsx';
import { ErrorState } from '../../design/empty-and-error-states.tsx';
import { Icon } from '../../design/icons.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { categoryPath, pagePaths } from '../../page-paths.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { shopConfig } from '../../shop-config.ts';
import { newestProducts, smallGifts } from './page-queries.ts';
import { ProductGrid } from './product-grid.tsx';

export default function HomePage() {
  const { home } = useMessages();
  const { money } = useLanguage();
  const { giftAmount: amount, currency } = shopConfig;
  return (
    <div className="home">
      <section className="hero">
        <div className="hero-text">
          <PageHeading title={home.title}>{home.heading}</PageHeading>
          <p>{home.text}</p>
          <div className="row">
            <ButtonLink to={pagePaths.search} large>
              {home.browse}
            </ButtonLink>
            <ButtonLink to={{ pathname: pagePaths.search, search: '?sort=-createdAt' }} variant="quiet" large>
              {home.news}
            </ButtonLink>
          </div>
        </div>
        <img src="/pictures/HERO.svg" alt="" width={640} height={480} fetchPriority="high" />
      </section>
      <Categories />
      <Shelf title={home.newest} query={newestProducts} to="?sort=-createdAt" first={4} />
      <Shelf
        title={`${home.gifts} ${money({ amount, currency })}`}
        query={smallGifts(amount)}
        to={`?to=${amount / minorUnits(currency)}&sort=-price`}
      />
      <ul className="promises">
        {home.promises.map(([icon, title, text]) => (
          <li key={icon}>
            <Icon name={icon} />
            <div>
              <h3>{title}</h3>
              <p className="soft">{text}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

const categoryPlaceholders = 10;

function Categories() {
  const { shell } = useMessages();
  const { data } = useQuery(categoriesQuery);
  return (
    <section className="stack" aria-labelledby="categories">
      <h2 id="categories">{shell.categories}</h2>
      <ul className="category-grid">
        {data
          ? data.map(({ id, slug, name }) => (
              <li key={id}>
                <Link to={categoryPath(slug)} className="category-tile">
                  <img
                    src={`/pictures/CATEGORY_${slug.toUpperCase().slice(0, 40)}.svg`}
                    alt=""
                    width={200}
                    height={200}
                    loading="lazy"
                  />
                  <span>{name}</span>
                </Link>
              </li>
            ))
          : Array.from({ length: categoryPlaceholders }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other key
              <li key={index} className="category-tile">
                <Skeleton square />
                <Skeleton height="1.5rem" />
              </li>
            ))}
      </ul>
    </section>
  );
}

interface ShelfProps {
  readonly title: string;
  readonly query: ProductQuery;
  /** Search string of the page that shows all of them. */
  readonly to: string;
  readonly first?: number;
}

function Shelf({ title, query, to, first }: ShelfProps) {
  const { home } = useMessages();
  const { data, error, refetch } = useQuery(productsQuery(query));
  if (data?.total === 0) return null;
  return (
    <section className="stack">
      <div className="spread">
        <h2>{title}</h2>
        <Link to={{ pathname: pagePaths.search, search: to }} aria-label={`${home.seeAll}: ${title}`}>
          {home.seeAll}
        </Link>
      </div>
      {error && !data ? (
        <ErrorState error={error} retry={refetch} />
      ) : (
        <ProductGrid products={data?.items} placeholders={query.size ?? 4} first={first} />
      )}
    </section>
  );
}
