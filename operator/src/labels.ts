/** Labels of every managed object: which Storefront it belongs to and which component it is. The cache selects by the first. */
import type { KubeObject } from './kube/kube-object.ts';

export const managedBy = { 'app.kubernetes.io/managed-by': 'mambogo-operator' };
export const managedSelector = 'app.kubernetes.io/managed-by=mambogo-operator';

/** Name of the Storefront, also on pods and volume claims. */
export const storefrontLabel = 'mambogo.com/storefront';
/** A service or a store, e.g. `order`, `postgres`. */
export const componentLabel = 'mambogo.com/part';

export const componentLabels = (storefront: string, component: string): Record<string, string> => ({
  'app.kubernetes.io/name': component,
  'app.kubernetes.io/part-of': 'mambogo',
  [storefrontLabel]: storefront,
  [componentLabel]: component,
});

/**
 * `namespace/name` of the Storefront an object belongs to. What another controller made from such an object, and labelled likewise,
 * does not: KEDA's HorizontalPodAutoscaler has the labels of its ScaledObject.
 */
export function ownerKey({ metadata }: KubeObject): string | undefined {
  const controller = metadata.ownerReferences?.find((one) => one.controller);
  if (controller && controller.kind !== 'Storefront') return undefined;
  const storefront = metadata.labels?.[storefrontLabel];
  return storefront ? `${metadata.namespace}/${storefront}` : undefined;
}
