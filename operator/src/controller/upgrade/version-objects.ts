/** Model and objects of a shop at the version it has reached: one version, or the step of an upgrade between two. */
import { rolloutOrder } from '@mambogo/blueprint/rollout-order.ts';
import { blueprintOf, isNewer, unionOf } from '@mambogo/blueprint/versions.ts';
import type { Storefront } from '../../api/storefront.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import type { ShopObjects } from '../../resources/shop-objects.ts';
import { upgradeObjects } from '../../resources/upgrade-objects.ts';
import type { EarlierImages } from '../apply/last-applied-store.ts';
import { isActive, type Upgrade } from './upgrade.ts';

export interface VersionedObjects {
  readonly model: ShopModel;
  readonly objects: ShopObjects;
  /** The version a service has. */
  versionOf(service: string): string;
  /** Jobs of the other version of an upgrade: that they completed is remembered, for the way back. */
  readonly otherJobs: readonly string[];
  /** Services in the order in which they take the new version; empty unless an upgrade is in progress. */
  readonly order: readonly string[];
}

type Build = (storefront: Storefront, blueprint?: Parameters<typeof unionOf>[0]) => Built;
interface Built {
  readonly model: ShopModel;
  readonly objects: ShopObjects;
}

/** @param earlier images of the version before, which the spec may name no longer */
export function objectsOfVersions(
  storefront: Storefront,
  upgrade: Upgrade | undefined,
  earlier: EarlierImages | undefined,
  build: Build,
): VersionedObjects {
  const at = (version: string): Storefront => atVersion(storefront, version, earlier);
  if (!upgrade || !isActive(upgrade)) {
    const version = upgrade?.state === 'Failed' ? upgrade.from : storefront.spec.version;
    return { ...build(at(version)), versionOf: () => version, otherJobs: [], order: [] };
  }
  const [from, to] = [build(at(upgrade.from)), build(at(upgrade.to))];
  const [newer, older] = isNewer(upgrade.to, upgrade.from) ? [upgrade.to, upgrade.from] : [upgrade.from, upgrade.to];
  const blueprints = [blueprintOf(newer), blueprintOf(older)] as const;
  if (!blueprints[0] || !blueprints[1]) throw new Error(`no blueprint of ${newer} or ${older}`);
  const shared = build(at(newer), unionOf(blueprints[0], blueprints[1]));
  const upgraded = new Set(upgrade.services);
  const objects = { shared: shared.objects, from: from.objects, to: to.objects };
  return {
    model: shared.model,
    objects: upgradeObjects(objects, upgraded, upgrade.state === 'Returning'),
    versionOf: (service) => (upgraded.has(service) ? upgrade.to : upgrade.from),
    otherJobs: [from, to].flatMap(({ objects: { setup, migrations } }) =>
      [...setup, ...migrations].filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name),
    ),
    order: rolloutOrder(
      upgrade.from,
      upgrade.to,
      shared.model.services.map(({ name }) => name),
    ),
  };
}

function atVersion(storefront: Storefront, version: string, earlier: EarlierImages | undefined): Storefront {
  const { spec } = storefront;
  if (spec.version === version) return storefront;
  const images = earlier?.version === version ? earlier.images : spec.images;
  return { ...storefront, spec: { ...spec, version, images } };
}
