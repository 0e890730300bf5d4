/** The payment provider's form, as the shop's pages get it. */
import { getPaymentProvider, PaymentProviderInfo } from '@mambogo/contracts/api/payments.ts';

export async function cardFormOf(shop: string): Promise<string> {
  const answer = await fetch(new URL(getPaymentProvider.path, shop));
  const info = PaymentProviderInfo.parse(await answer.json());
  if (info.provider !== 'simulator')
    throw new Error('this shop charges real cards: run this against a shop with the simulator');
  return info.formUrl;
}
