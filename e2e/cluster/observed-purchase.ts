/** What is seen of a purchase in the cluster from outside: its trace in Zipkin, and the anchors of its hash chains in the brokers. */
import { anchorTopicOf } from '@mambogo/contracts/events/event.ts';
import type { Kubectl } from '@mambogo/local/cluster/kubectl.ts';
import { expectWholeTrace } from '@mambogo/local/observe/purchase-trace.ts';
import { storeFolders } from '@mambogo/operator/resources/store-stateful-set.ts';
import { logInMerchant } from '../shopper/merchant.ts';
import { logInShopper } from '../shopper/shopper.ts';
import { waitUntil } from '../shopper/wait-until.ts';
import { waitUntilConfirmed } from '../shopper/wait-until-confirmed.ts';
import type { ShopInCluster } from './shop-in-cluster.ts';

/** Buys up to three times. @param url of the shop @param zipkin URL */
export async function expectTrace(url: string, zipkin: string, print: (line: string) => void): Promise<void> {
  const merchant = await logInMerchant(url);
  const { id: productId } = await merchant.offer(3);
  const shopper = await logInShopper(url, 'demo', 'demo');
  const buy = async () => {
    const cart = await shopper.addToCart(productId, 1);
    const { id } = await shopper.placeOrder({ token: 'tok_ok', cart });
    await waitUntilConfirmed(shopper, id);
    return { merchant, id };
  };
  await expectWholeTrace(zipkin, buy, print);
}

/** Reads the segments of the topics in a broker's volume: no user but the services and the administrator may read the topics. */
export async function expectAnchors(kubectl: Kubectl, shop: ShopInCluster, orderId: string): Promise<void> {
  for (const service of ['order', 'payment']) {
    const segments = `${storeFolders.data}/data/${anchorTopicOf(service)}-*/*.log`;
    // grep ends with 1 where it finds nothing, and with 2 where it can't read.
    const search = `for segment in ${segments}; do grep -a -c ${orderId} "$segment" || [ $? = 1 ]; done`;
    const pod = ['--namespace', shop.namespace, `${shop.name}-kafka-0`];
    const isAnchored = async () => /[1-9]/.test(await kubectl(['exec', ...pod, '--', 'sh', '-c', search]));
    await waitUntil(`the chain of the order is anchored by ${service}`, isAnchored, 60_000);
  }
}
