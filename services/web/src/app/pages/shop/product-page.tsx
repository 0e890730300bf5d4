/** The product page. */
import type { Product } from '@mambogo/contracts/api/products.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useParams } from 'react-router';
import { isApiError } from '../../api/api-error.ts';
import { productAtQuery, productsQuery } from '../../api/catalogue.ts';
import { ErrorState } from '../../design/empty-and-error-states.tsx';
import { Price } from '../../design/price.tsx';
import { ProductImage } from '../../design/product-image.tsx';
import { Skeleton } from '../../design/skeleton.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { categoryPath, pagePaths, productPath } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PriceNote } from '../prices/price-note.tsx';
import { BuyBox } from './buy-box.tsx';
import { sameCategory } from './page-queries.ts';
import { ProductGrid } from './product-grid.tsx';
import { VariantPicker } from './variant-picker.tsx';

export default function ProductPage() {
  const { slug: name = '' } = useParams();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(productAtQuery(name));
  // An invalid id is shown as a missing page, too.
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (data?.slug && data.slug !== name) {
    queries.setQueryData(productAtQuery(data.slug).queryKey, data);
    return <Navigate replace to={productPath(data)} />;
  }
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  return (
    <div className="stack product-page">
      {data ? <Details product={data} key={data.id} /> : <DetailsSkeleton />}
      {data && <Related product={data} />}
    </div>
  );
}

function Details({ product }: { readonly product: Product }) {
  const { product: texts, shell } = useMessages();
  const { name, brand, category, description, images, sku, tags, price, status } = product;
  return (
    <>
      <nav aria-label={shell.crumbs} className="crumbs">
        <Link to={pagePaths.home}>{shell.home}</Link>
        <Link to={categoryPath(category.slug)}>{category.name}</Link>
      </nav>
      <article className="product">
        <div className="product-pictures">
          {(images.length > 0 ? images : [undefined]).map((image, index) => (
            <ProductImage
              key={image?.url ?? 'none'}
              url={image?.url}
              alt={image?.alt ?? ''}
              size={640}
              first={index === 0}
            />
          ))}
        </div>
        <div className="product-facts">
          {brand && <p className="soft">{texts.by(brand)}</p>}
          <PageHeading>{name}</PageHeading>
          <p className="product-price">
            <Price money={price} />
          </p>
          <PriceNote />
          <VariantPicker product={product} />
          {status === 'active' ? <BuyBox product={product} /> : <p className="notice notice-warn">{texts.retired}</p>}
          <section className="stack">
            {description && (
              <>
                <h2>{texts.about}</h2>
                <p className="product-description">{description}</p>
              </>
            )}
            <p className="soft small">
              {texts.number}: <span translate="no">{sku}</span>
            </p>
          </section>
          {tags.length > 0 && (
            <section className="stack">
              <h2>{texts.tags}</h2>
              <ul className="tags">
                {tags.map((tag) => (
                  <li key={tag}>
                    <Link to={{ pathname: pagePaths.search, search: `?${new URLSearchParams({ q: tag })}` }}>
                      {tag}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </article>
    </>
  );
}

function DetailsSkeleton() {
  return (
    <>
      <Skeleton width="12rem" height="1.5rem" />
      <div className="product" aria-busy="true">
        <Skeleton square />
        <div className="product-facts">
          <Skeleton width="6rem" height="1.5rem" />
          <Skeleton width="80%" height="2.25rem" />
          <Skeleton width="7rem" height="2rem" />
          <Skeleton height="7rem" />
          <Skeleton height="9rem" />
        </div>
      </div>
    </>
  );
}

/** Other products of the same category. */
function Related({ product: { id, category } }: { readonly product: Product }) {
  const { product } = useMessages();
  const { data } = useQuery(productsQuery(sameCategory(category.slug)));
  const others = data?.items.filter((one) => one.id !== id).slice(0, 4);
  if (others?.length === 0) return null;
  return (
    <section className="stack">
      <h2>{product.related}</h2>
      <ProductGrid products={others} placeholders={4} />
    </section>
  );
}
