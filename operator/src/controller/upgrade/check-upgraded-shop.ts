/**
 * What an upgraded shop has to do besides being ready: answer what every shopper asks first (the catalogue, the token issuer, a page),
 * and not violate an invariant that held before. It buys nothing: a purchase would need a customer and leave an order.
 */
import { listProducts } from '@mambogo/contracts/api/products.ts';
import { pathOf } from '@mambogo/contracts/client/request.ts';
import { requestShop } from '../checks/probe-public-url.ts';
import type { Condition } from '../status/conditions.ts';
import type { Upgrade } from './upgrade.ts';

export interface UpgradedShop {
  readonly publicUrl: string;
  /** Of its ingress; undefined: it has none yet, and its public URL is used. */
  readonly address: string | undefined;
  /** The token issuer is the shop's own. */
  readonly issuesTokens: boolean;
}

/** @returns why it does not work; undefined: it works, or nothing can be asked from here */
export async function findFault(
  upgrade: Upgrade,
  shop: UpgradedShop | undefined,
  background: readonly Condition[],
): Promise<string | undefined> {
  const violated = background.find(({ type, status }) => type === 'InvariantsHold' && status === 'False');
  if (violated && !upgrade.violated) return `InvariantsHold: ${violated.message}`;
  if (!shop) return undefined;
  const paths = [
    pathOf(listProducts, { query: { size: 1 } }),
    ...(shop.issuesTokens ? ['/auth/.well-known/openid-configuration'] : []),
    '/',
  ];
  const answers = await Promise.all(
    paths.map(async (path) => ({ path, answer: await requestShop(shop.publicUrl, path, shop.address) })),
  );
  const wrong = answers.find(({ answer }) => 'status' in answer && answer.status !== 200);
  return wrong && 'status' in wrong.answer
    ? `${shop.publicUrl}${wrong.path} returned ${wrong.answer.status}`
    : undefined;
}
