/** The routes below /merchant and the rights they require. Other users get a message. */
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { ButtonLink } from '../../design/button.tsx';
import { Illustration } from '../../design/illustration.tsx';
import { useMessages } from '../../language/use-messages.ts';
import { pagePaths } from '../../page-paths.ts';
import { NotFound } from '../../shell/not-found.tsx';
import { PageHeading } from '../../shell/page-heading.tsx';
import { PageSkeleton } from '../../shell/page-skeleton.tsx';
import { useMerchantMessages } from './language/use-merchant-messages.ts';
import './merchant.css';
import { MerchantNav } from './parts/merchant-nav.tsx';
import type { Area } from './rights.ts';
import { useRights } from './use-rights.ts';

const OverviewPage = lazy(() => import('./overview/overview-page.tsx'));
const OrdersPage = lazy(() => import('./orders/orders-page.tsx'));
const OrderPage = lazy(() => import('./orders/order-page.tsx'));
const ProductsPage = lazy(() => import('./products/products-page.tsx'));
const NewProductPage = lazy(() => import('./products/new-product-page.tsx'));
const ProductPage = lazy(() => import('./products/product-page.tsx'));
const CategoriesPage = lazy(() => import('./categories/categories-page.tsx'));
const TextsPage = lazy(() => import('./texts/texts-page.tsx'));
const PricingPage = lazy(() => import('./pricing/pricing-page.tsx'));
const StockPage = lazy(() => import('./stock/stock-page.tsx'));
const StockItemPage = lazy(() => import('./stock/stock-item-page.tsx'));
const DeadLettersPage = lazy(() => import('./dead-letters/dead-letters-page.tsx'));
const DeadLetterPage = lazy(() => import('./dead-letters/dead-letter-page.tsx'));
const PeoplePage = lazy(() => import('./people/people-page.tsx'));
const PersonPage = lazy(() => import('./people/person-page.tsx'));
const SecurityPage = lazy(() => import('./security/security-page.tsx'));
const ActionsPage = lazy(() => import('./actions/actions-page.tsx'));
const SettingsPage = lazy(() => import('./settings/settings-page.tsx'));
const CommitPage = lazy(() => import('./settings/commit-page.tsx'));

export default function MerchantPages() {
  const { areas } = useRights();
  const { common } = useMerchantMessages();
  if (areas.length === 0) return <ForbiddenNotice text={common.forbiddenText} />;
  const page = (area: Area, shown: ReactNode) =>
    areas.includes(area) ? shown : <ForbiddenNotice text={common.forbiddenArea} />;
  return (
    <div>
      <MerchantNav areas={areas} />
      <Suspense fallback={<PageSkeleton />}>
        <Routes>
          <Route index element={page('overview', <OverviewPage />)} />
          <Route path="orders" element={page('orders', <OrdersPage />)} />
          <Route path="orders/:id" element={page('orders', <OrderPage />)} />
          <Route path="products" element={page('products', <ProductsPage />)} />
          <Route path="products/new" element={page('products', <NewProductPage />)} />
          <Route path="products/categories" element={page('products', <CategoriesPage />)} />
          <Route path="products/texts" element={page('products', <TextsPage />)} />
          <Route path="products/:id" element={page('products', <ProductPage />)} />
          <Route path="pricing" element={page('pricing', <PricingPage />)} />
          <Route path="pricing/:kind" element={page('pricing', <PricingPage />)} />
          <Route path="stock" element={page('stock', <StockPage />)} />
          <Route path="stock/:productId" element={page('stock', <StockItemPage />)} />
          <Route path="dead-letters" element={page('letters', <DeadLettersPage />)} />
          <Route path="dead-letters/:service/:id" element={page('letters', <DeadLetterPage />)} />
          <Route path="people" element={page('people', <PeoplePage />)} />
          <Route path="people/:id" element={page('people', <PersonPage />)} />
          <Route path="security" element={page('security', <SecurityPage />)} />
          <Route path="staff-actions" element={page('actions', <ActionsPage />)} />
          <Route path="settings" element={page('settings', <SettingsPage />)} />
          <Route path="settings/:commit" element={page('settings', <CommitPage />)} />
          <Route path="*" element={<NotFound />} />
        </Routes>
      </Suspense>
    </div>
  );
}

function ForbiddenNotice({ text }: { readonly text: string }) {
  const { common } = useMerchantMessages();
  const { notFound } = useMessages();
  return (
    <div className="state">
      <Illustration of="box" />
      <PageHeading>{common.forbiddenTitle}</PageHeading>
      <p>{text}</p>
      <ButtonLink to={pagePaths.home}>{notFound.action}</ButtonLink>
    </div>
  );
}
