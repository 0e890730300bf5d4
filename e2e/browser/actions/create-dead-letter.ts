/** Publishes an event that the order service can't handle, bypassing all services; order stores it as a dead letter. */
import { newId, newOrderId } from '@mambogo/contracts/ids.ts';
import { shopUrl } from '../../shop-under-test.ts';
import { produce } from '../../shopper/broker.ts';
import { createDeadLetterClient } from '../../shopper/dead-letter-client.ts';
import { logInMerchant } from '../../shopper/merchant.ts';
import { waitUntil } from '../../shopper/wait-until.ts';

/**
 * @param version of the event's type, such as v9: one that no service knows
 * @returns the dead letter's id
 */
export async function createDeadLetter(version: string): Promise<string> {
  const id = newId();
  const orderId = newOrderId();
  const event = {
    specversion: '1.0',
    id,
    source: 'shop-payment',
    type: `com.mambogo.payment.captured.${version}`,
    subject: orderId,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    correlationid: orderId,
    data: { orderId },
  };
  await produce('payment.events', [JSON.stringify(event)]);
  const deadLetters = createDeadLetterClient((await logInMerchant(shopUrl())).shopper.api);
  const filed = async () =>
    (await deadLetters.list({ service: 'order', size: 100 })).items.some((one) => one.id === id);
  await waitUntil('the event is stored as a dead letter', filed, 60_000);
  return id;
}
