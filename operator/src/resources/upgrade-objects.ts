/**
 * The objects of a shop between two versions: what all services share is that of both (the union of the blueprints), each service has
 * the version it has reached. A service that has not taken the new version keeps its pod template to the letter. Pure.
 */
import type { KubeObject } from '../kube/kube-object.ts';
import { componentLabel } from '../labels.ts';
import type { ShopObjects } from './shop-objects.ts';

export interface ObjectsOfVersions {
  /** Of the union of both blueprints. */
  readonly shared: ShopObjects;
  readonly from: ShopObjects;
  readonly to: ShopObjects;
}

/**
 * @param upgraded services that have `to`
 * @param isReturning Jobs of `to` no longer matter: the attempt may have failed by one of them
 */
export function upgradeObjects(
  { shared, from, to }: ObjectsOfVersions,
  upgraded: ReadonlySet<string>,
  isReturning: boolean,
): ShopObjects {
  const hasReached = ({ metadata }: KubeObject) => upgraded.has(metadata.labels?.[componentLabel] ?? '');
  return {
    ...shared,
    setup: isReturning ? from.setup : shared.setup,
    migrations: isReturning ? from.migrations : to.migrations,
    services: [
      ...shared.services.filter((object) => !isOfWorkload(object)),
      ...from.services.filter((object) => isOfWorkload(object) && !hasReached(object)),
      ...to.services.filter((object) => isOfWorkload(object) && hasReached(object)),
    ],
  };
}

const workloadKinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'Service']);
const isOfWorkload = ({ kind }: KubeObject): boolean => workloadKinds.has(kind);
