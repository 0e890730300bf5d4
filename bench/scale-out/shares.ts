/** Whether all instances took part: what each handled and emitted, as the operations page reports it. */
import { getOperations, type ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { logInMerchant } from '../../e2e/shopper/merchant.ts';

export interface Share {
  readonly service: string;
  /** What is shared: the events of a topic, or those emitted. */
  readonly what: string;
  /** Of each instance. */
  readonly counts: readonly number[];
}

/** Topics and types of events that every order has: others, such as changes of products, are too few to be shared. */
const topics = ['order.events', 'inventory.events', 'payment.events'];

export async function readShares(shop: string): Promise<Share[]> {
  const { shopper } = await logInMerchant(shop);
  const { services } = await shopper.api.call(getOperations);
  return services.flatMap(({ service, instances }) => {
    const handled = topics.map((topic) => ({
      service,
      what: `handles ${topic}`,
      counts: instances.map(({ inbox }) => inbox.find((one) => one.topic === topic)?.handled ?? 0),
    }));
    const emitted = { service, what: 'emits and publishes', counts: instances.map(emittedBy) };
    // A service without instances that count here has nothing to share.
    return [...handled, emitted].filter(({ counts }) => counts.some((count) => count > 0));
  });
}

const emittedBy = ({ emitted }: ReportedInstance): number =>
  Object.values(emitted).reduce((sum, count) => sum + count, 0);

/** An instance that had nothing to do although others had; one line each. */
export const idleInstances = (shares: readonly Share[], instances: number): string[] =>
  shares
    .filter(({ service, counts }) => service !== 'product' && (counts.length < instances || counts.includes(0)))
    .map(({ service, what, counts }) => `${service}, ${what}: ${counts.join(', ')} in ${instances} instances`);
