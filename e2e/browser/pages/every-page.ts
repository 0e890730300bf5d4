/** Every page of the shop, by who sees it. Data: journeys look at them all, and `npm run screenshots` takes their pictures. */
import { fillInLogIn, fillInSignUp } from '../acts/log-in.ts';
import { payButton } from '../acts/pay.ts';
import { after, at, type SomePage } from './some-page.ts';
import type { World } from './world.ts';

const notFound = /status of 404/;

const home = at('home', '/');
const product = at('product', ({ product }) => `/product/${product.id}`);
const cart = at('cart', '/cart');
const logIn = after('log-in', home, async (page) => {
  await page.getByRole('banner').getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Log in' }).waitFor();
});
const signUp = after('sign-up', logIn, async (page) => {
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Create an account' }).waitFor();
});

export const guestPages: readonly SomePage[] = [
  home,
  at('search', '/search'),
  at('search-found', '/search?q=tea&sort=price'),
  at('search-nothing', '/search?q=nothing+has+this+name'),
  at('category', '/category/kitchen'),
  product,
  at('product-sold-out', ({ soldOut }) => `/product/${soldOut.id}`),
  at('not-found', '/nowhere', notFound),
  at('cart-empty', '/cart'),
  after('product-added', product, async (page) => {
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('is in your cart.').waitFor();
  }),
  cart,
  at('only-for-people', '/orders'),
  logIn,
  after(
    'log-in-refused',
    logIn,
    async (page) => {
      await fillInLogIn(page, { login: 'nobody', password: 'nothing at all' });
      await page.getByText('is not right').waitFor();
    },
    /status of 422/,
  ),
  signUp,
  after(
    'sign-up-refused',
    signUp,
    async (page) => {
      await fillInSignUp(page, { login: 'demo', password: 'correct horse battery' });
      await page.getByText('Choose another').waitFor();
    },
    /status of 409/,
  ),
  at('log-in-failed', '/auth/authorize?client_id=nobody', /status of 400/),
  at('card-form', ({ cardForm }) => cardForm),
];

const order = (kind: keyof World['orders']) => at(`order-${kind}`, ({ orders }) => `/orders/${orders[kind].id}`);
const checkout = at('checkout', '/checkout');
const account = (name: string) => at(`identity-${name}`, `/auth/account/${name}`);

export const customerPages: readonly SomePage[] = [
  at('customer-cart', '/cart'),
  checkout,
  after('checkout-unfinished', checkout, async (page) => {
    await page.getByLabel('Name', { exact: true }).fill('');
    await payButton(page).click();
    await page.getByText('Please fill this in.').first().waitFor();
  }),
  at('orders', '/orders'),
  order('confirmed'),
  order('unpaid'),
  order('asking'),
  order('declined'),
  order('shipped'),
  order('cancelled'),
  after('order-timeline', order('shipped'), async (page) => {
    await page.getByText('Every step, for the curious').click();
    await page.getByText('order.placed').first().waitFor();
  }),
  after('order-cancelling', order('confirmed'), (page) =>
    page.getByRole('button', { name: 'Cancel the order' }).click(),
  ),
  at('account', '/account'),
  after('account-data-saved', at('', '/account'), async (page) => {
    await page.getByRole('button', { name: 'Download my data' }).click();
    await page.getByText('Saved as').waitFor();
  }),
  after('account-menu', home, (page, { customer }) => page.getByLabel(`Account: ${customer.login}`).click()),
  at('merchant-forbidden', '/merchant'),
  at('identity-account', '/auth/account'),
  account('email'),
  account('password'),
  account('security'),
  account('sessions'),
  account('delete'),
  at('identity-log-out', '/auth/logout'),
  at('bank', ({ orders }) => orders.asking.payment.action?.url ?? ''),
];

const desk = (name: string, path: string | ((world: World) => string)) => at(`merchant-${name}`, path);
const merchantOrder = desk('order', ({ orders }) => `/merchant/orders/${orders.shipped.id}`);
const newProduct = desk('new-product', '/merchant/products/new');

export const merchantPages: readonly SomePage[] = [
  desk('overview', '/merchant'),
  desk('orders', '/merchant/orders'),
  desk('orders-none', '/merchant/orders?number=M1'),
  merchantOrder,
  after(
    'merchant-order-to-ship',
    desk('', ({ orders }) => `/merchant/orders/${orders.confirmed.id}`),
    (page) => page.getByRole('button', { name: 'Ship' }).click(),
  ),
  after('merchant-refund', merchantOrder, (page) => page.getByRole('button', { name: 'Pay back' }).click()),
  desk('products', '/merchant/products'),
  desk('categories', '/merchant/products/categories'),
  after('merchant-category-to-merge', desk('', '/merchant/products/categories'), (page) =>
    page
      .getByRole('button', { name: /^Merge .* into another category$/ })
      .first()
      .click(),
  ),
  newProduct,
  after('merchant-new-product-unfinished', newProduct, async (page) => {
    await page.getByRole('button', { name: 'Add product' }).click();
    await page.getByText('Please fill this in.').first().waitFor();
  }),
  desk('product', ({ product }) => `/merchant/products/${product.id}`),
  desk('stock', '/merchant/stock'),
  desk('stock-of-product', ({ product }) => `/merchant/stock/${product.id}`),
  desk('people', '/merchant/people'),
  after('merchant-person', desk('', '/merchant/people'), async (page) => {
    await page.getByLabel('User name or e-mail').fill('admin');
    await page.getByLabel('User name or e-mail').press('Enter');
    await page.getByRole('link', { name: 'admin', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'admin' }).waitFor();
  }),
  desk('security', '/merchant/security'),
  at('merchant-api-tokens', '/auth/account/api-tokens'),
  desk('security-none', '/merchant/security?code=email.changed&subject=01980000-0000-7000-8000-000000000000'),
  desk('dead-letters', '/merchant/dead-letters'),
  desk('dead-letter', ({ letter }) => (letter ? `/merchant/dead-letters/order/${letter}` : '/merchant/dead-letters')),
];
