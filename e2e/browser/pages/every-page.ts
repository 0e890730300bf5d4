/** Every page of the shop, by role. Data: journeys check them all, and `npm run screenshots` takes their pictures. */
import { fillInLogIn, fillInSignUp } from '../actions/log-in.ts';
import { payButton } from '../actions/pay.ts';
import { type PageCase, pageAfter, pageAt } from './page-case.ts';
import type { PageFixtures } from './page-fixtures.ts';

const notFound = /status of 404/;

const home = pageAt('home', '/');
const product = pageAt('product', ({ product }) => `/product/${product.id}`);
const cart = pageAt('cart', '/cart');
const logIn = pageAfter('log-in', home, async (page) => {
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Log in' }).waitFor();
});
const signUp = pageAfter('sign-up', logIn, async (page) => {
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Create an account' }).waitFor();
});

export const guestPages: readonly PageCase[] = [
  home,
  pageAt('search', '/search'),
  pageAt('search-found', '/search?q=tea&sort=price'),
  pageAt('search-nothing', '/search?q=nothing+has+this+name'),
  pageAt('category', '/category/kitchen'),
  product,
  pageAt('product-sold-out', ({ soldOut }) => `/product/${soldOut.id}`),
  pageAt('not-found', '/nowhere', notFound),
  pageAt('cart-empty', '/cart'),
  pageAfter('product-added', product, async (page) => {
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('is in your cart.').waitFor();
  }),
  cart,
  pageAt('only-for-people', '/orders'),
  logIn,
  pageAfter(
    'log-in-refused',
    logIn,
    async (page) => {
      await fillInLogIn(page, { login: 'nobody', password: 'nothing at all' });
      await page.getByText('is not right').waitFor();
    },
    /status of 422/,
  ),
  signUp,
  pageAfter(
    'sign-up-refused',
    signUp,
    async (page) => {
      await fillInSignUp(page, { login: 'demo', password: 'correct horse battery' });
      await page.getByText('Choose another').waitFor();
    },
    /status of 409/,
  ),
  pageAt('log-in-failed', '/auth/authorize?client_id=nobody', /status of 400/),
  pageAt('card-form', ({ cardForm }) => cardForm),
];

const order = (kind: keyof PageFixtures['orders']) =>
  pageAt(`order-${kind}`, ({ orders }) => `/orders/${orders[kind].id}`);
const checkout = pageAt('checkout', '/checkout');
const account = (name: string) => pageAt(`identity-${name}`, `/auth/account/${name}`);

export const customerPages: readonly PageCase[] = [
  pageAt('customer-cart', '/cart'),
  checkout,
  pageAfter('checkout-unfinished', checkout, async (page) => {
    await page.getByLabel('Name', { exact: true }).fill('');
    await payButton(page).click();
    await page.getByText('Please fill this in.').first().waitFor();
  }),
  pageAt('orders', '/orders'),
  order('confirmed'),
  order('unpaid'),
  order('asking'),
  order('declined'),
  order('shipped'),
  order('cancelled'),
  pageAfter('order-timeline', order('shipped'), async (page) => {
    await page.getByText('Order timeline').click();
    await page.getByText('order.placed').first().waitFor();
  }),
  pageAfter('order-cancelling', order('confirmed'), (page) =>
    page.getByRole('button', { name: 'Cancel order' }).click(),
  ),
  pageAt('account', '/account'),
  pageAfter('account-data-saved', pageAt('', '/account'), async (page) => {
    await page.getByRole('button', { name: 'Download my data' }).click();
    await page.getByText('Saved as').waitFor();
  }),
  pageAfter('account-menu', home, (page, { customer }) => page.getByLabel(`Account: ${customer.login}`).click()),
  pageAt('merchant-forbidden', '/merchant'),
  pageAt('ops-forbidden', '/ops'),
  pageAt('identity-account', '/auth/account'),
  account('email'),
  account('password'),
  account('security'),
  account('sessions'),
  account('delete'),
  pageAt('identity-log-out', '/auth/logout'),
  pageAt('bank', ({ orders }) => orders.asking.payment.action?.url ?? ''),
];

const deadLettersPage = (name: string, path: string | ((fixtures: PageFixtures) => string)) =>
  pageAt(`merchant-${name}`, path);
const merchantOrder = deadLettersPage('order', ({ orders }) => `/merchant/orders/${orders.shipped.id}`);
const newProduct = deadLettersPage('new-product', '/merchant/products/new');

export const merchantPages: readonly PageCase[] = [
  deadLettersPage('overview', '/merchant'),
  deadLettersPage('orders', '/merchant/orders'),
  deadLettersPage('orders-none', '/merchant/orders?number=M1'),
  merchantOrder,
  pageAfter(
    'merchant-order-to-ship',
    deadLettersPage('', ({ orders }) => `/merchant/orders/${orders.confirmed.id}`),
    (page) => page.getByRole('button', { name: 'Ship' }).click(),
  ),
  pageAfter('merchant-refund', merchantOrder, (page) => page.getByRole('button', { name: 'Refund' }).click()),
  deadLettersPage('products', '/merchant/products'),
  deadLettersPage('categories', '/merchant/products/categories'),
  pageAfter('merchant-category-to-merge', deadLettersPage('', '/merchant/products/categories'), (page) =>
    page
      .getByRole('button', { name: /^Merge .* into another category$/ })
      .first()
      .click(),
  ),
  newProduct,
  pageAfter('merchant-new-product-unfinished', newProduct, async (page) => {
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByText('Please fill this in.').first().waitFor();
  }),
  deadLettersPage('product', ({ product }) => `/merchant/products/${product.id}`),
  deadLettersPage('stock', '/merchant/stock'),
  deadLettersPage('stock-of-product', ({ product }) => `/merchant/stock/${product.id}`),
  deadLettersPage('people', '/merchant/people'),
  pageAfter('merchant-person', deadLettersPage('', '/merchant/people'), async (page) => {
    await page.getByLabel('User name or e-mail').fill('admin');
    await page.getByLabel('User name or e-mail').press('Enter');
    await page.getByRole('link', { name: 'admin', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'admin' }).waitFor();
  }),
  deadLettersPage('security', '/merchant/security'),
  pageAt('merchant-api-tokens', '/auth/account/api-tokens'),
  deadLettersPage(
    'security-none',
    '/merchant/security?code=email.changed&subject=01980000-0000-7000-8000-000000000000',
  ),
  deadLettersPage('actions', '/merchant/staff-actions'),
  deadLettersPage('actions-none', '/merchant/staff-actions?area=roles&actor=01980000-0000-7000-8000-000000000000'),
  pageAt('ops', '/ops'),
  pageAt('ops-order', ({ orders }) => `/ops/orders/${orders.confirmed.id}`),
  deadLettersPage('pricing-taxes', '/merchant/pricing/taxes'),
  deadLettersPage('pricing-shipping', '/merchant/pricing/shipping'),
  deadLettersPage('pricing-promotions', '/merchant/pricing/promotions'),
  deadLettersPage('settings', '/merchant/settings'),
  pageAfter('merchant-settings-commit', deadLettersPage('', '/merchant/settings'), async (page) => {
    await page.getByRole('rowheader').last().getByRole('link').click();
    await page.getByRole('navigation', { name: /^(?:Settings|Einstellungen)$/ }).waitFor();
  }),
  deadLettersPage('dead-letters', '/merchant/dead-letters'),
  deadLettersPage('dead-letter', ({ deadLetterId: letter }) =>
    letter ? `/merchant/dead-letters/order/${letter}` : '/merchant/dead-letters',
  ),
];
