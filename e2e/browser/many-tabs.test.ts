/** Many tabs of one browser over HTTP/1.1, where a browser has six connections per host. */
import { shopUrl } from '../shop-under-test.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { signUp } from './actions/log-in.ts';
import { orderStatusText } from './actions/pay.ts';
import { journey } from './fixtures/journey.ts';
import { openStreams } from './fixtures/open-streams.ts';
import { showPage } from './fixtures/show-page.ts';

journey('six tabs with orders share one stream: the site still loads, and each tab is live', async (visit) => {
  const { page, context } = await visit();
  const streams = openStreams(context);
  const oneStream = () => waitUntil('one stream is open', async () => streams() === 1);
  const mug = await (await logInMerchant(shopUrl())).offer(5);
  const { login, password } = await signUp(page);
  const shopper = await logInShopper(shopUrl(), login, password);
  const order = async () => {
    await shopper.addToCart(mug.id, 1);
    return (await shopper.placeOrder({ token: 'tok_insufficient_funds' })).id;
  };
  const [first, second] = [await order(), await order()];

  const tabs = [page];
  while (tabs.length < 6) tabs.push(await context.newPage());
  for (const [index, tab] of tabs.entries()) {
    await tab.goto(`/orders/${index % 2 === 0 ? first : second}`);
    await orderStatusText(tab, 'Your payment was declined');
  }
  await oneStream();
  const another = await context.newPage();
  await another.goto('/');
  await another.locator('.product-card').first().waitFor();

  await shopper.pay(first, 'tok_ok');
  await shopper.pay(second, 'tok_ok');
  for (const tab of tabs) await orderStatusText(tab, 'Order confirmed');
  await oneStream();

  for (const tab of tabs) await showPage(tab, false);
  await waitUntil('no stream is open while all tabs are hidden', async () => streams() === 0);
  const last = tabs.at(-1) ?? page;
  await showPage(last, true);
  await oneStream();
  await shopper.cancel(second);
  await orderStatusText(last, 'You cancelled this order');
  await waitUntil('a settled order has no stream', async () => streams() === 0);
});

journey('a change of the cart in one tab shows in the others at once', async (visit) => {
  const { page, context } = await visit();
  const mug = await (await logInMerchant(shopUrl())).offer(5);
  const other = await context.newPage();
  await other.goto('/cart');
  await other.getByText('Your cart is empty').waitFor();
  await page.goto(`/product/${mug.id}`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await other.getByText('(1 item)').waitFor();
  await other.getByRole('button', { name: 'Increase quantity' }).click();
  await page.getByText('2 in your cart').waitFor();
});
