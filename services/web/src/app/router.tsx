/** The routes. Each page is loaded when it is first visited. */
import { lazy } from 'react';
import { createBrowserRouter } from 'react-router';
import { pagePaths } from './page-paths.ts';
import { ErrorBoundaryPage } from './shell/error-boundary-page.tsx';
import { MerchantLayout, OpsLayout } from './shell/merchant-layout.tsx';
import { NotFound } from './shell/not-found.tsx';
import { RequireAuth } from './shell/require-auth.tsx';
import { ShopLayout } from './shell/shop-layout.tsx';

/** Pages that the server renders, too. */
export const renderedPages: Readonly<Record<string, () => Promise<unknown>>> = {
  home: () => import('./pages/shop/home-page.tsx'),
  category: () => import('./pages/shop/search-page.tsx'),
  product: () => import('./pages/shop/product-page.tsx'),
  text: () => import('./pages/shop/text-page.tsx'),
};

const HomePage = lazy(() => import('./pages/shop/home-page.tsx'));
const SearchPage = lazy(() => import('./pages/shop/search-page.tsx'));
const ProductPage = lazy(() => import('./pages/shop/product-page.tsx'));
const TextPage = lazy(() => import('./pages/shop/text-page.tsx'));
const CartPage = lazy(() => import('./pages/shop/cart-page.tsx'));
const CallbackPage = lazy(() => import('./pages/account/callback-page.tsx'));
const CheckoutPage = lazy(() => import('./pages/account/checkout-page.tsx'));
const OrdersPage = lazy(() => import('./pages/account/orders-page.tsx'));
const OrderPage = lazy(() => import('./pages/account/order-page.tsx'));
const AccountPage = lazy(() => import('./pages/account/account-page.tsx'));
const OpsPages = lazy(() => import('./pages/ops/ops-pages.tsx'));
const MerchantPages = lazy(() => import('./pages/merchant/merchant-pages.tsx'));

export const router = createBrowserRouter([
  {
    Component: ShopLayout,
    ErrorBoundary: ErrorBoundaryPage,
    children: [
      {
        ErrorBoundary: ErrorBoundaryPage,
        children: [
          { path: pagePaths.home, Component: HomePage },
          { path: pagePaths.search, Component: SearchPage },
          { path: pagePaths.category, Component: SearchPage },
          { path: pagePaths.product, Component: ProductPage },
          { path: pagePaths.text, Component: TextPage },
          { path: pagePaths.cart, Component: CartPage },
          { path: pagePaths.callback, Component: CallbackPage },
          {
            Component: RequireAuth,
            children: [
              { path: pagePaths.checkout, Component: CheckoutPage },
              { path: pagePaths.orders, Component: OrdersPage },
              { path: pagePaths.order, Component: OrderPage },
              { path: pagePaths.account, Component: AccountPage },
            ],
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
  {
    Component: MerchantLayout,
    ErrorBoundary: ErrorBoundaryPage,
    children: [
      {
        ErrorBoundary: ErrorBoundaryPage,
        children: [{ Component: RequireAuth, children: [{ path: pagePaths.merchant, Component: MerchantPages }] }],
      },
    ],
  },
  {
    Component: OpsLayout,
    ErrorBoundary: ErrorBoundaryPage,
    children: [
      {
        ErrorBoundary: ErrorBoundaryPage,
        children: [{ Component: RequireAuth, children: [{ path: pagePaths.ops, Component: OpsPages }] }],
      },
    ],
  },
]);
