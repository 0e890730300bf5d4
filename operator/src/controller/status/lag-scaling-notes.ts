/** Why `spec.services.*.autoscaling.lag` has no effect now, where it has none: KEDA is missing, or can't read the lag. */
import { appId } from '@mambogo/blueprint/names.ts';
import type { Storefront } from '../../api/storefront.ts';
import { keyOf } from '../../kube/kube-object.ts';
import { scaledObjects } from '../../kube/resource-kinds.ts';
import type { WatchCache } from '../../kube/watch-cache.ts';
import { enabledServices } from '../../model/store-model.ts';
import type { FieldNote } from '../../model/unsupported-fields.ts';
import { isInstalled } from '../installed-kinds.ts';

export function lagScalingNotes(
  cache: Pick<WatchCache, 'scopeErrors' | 'entriesOf'>,
  storefrontKey: string,
  storefront: Storefront,
): FieldNote[] {
  const { name: shop, namespace = 'default' } = storefront.metadata;
  const entries = cache.entriesOf(storefrontKey);
  return enabledServices(storefront).flatMap(({ name, consumes }) => {
    const overrides = storefront.spec.services?.[name];
    if (!overrides || !('autoscaling' in overrides) || overrides.autoscaling?.lag === undefined) return [];
    const { apiVersion, kind } = scaledObjects;
    const message =
      consumes.length === 0
        ? 'has no effect, as this service consumes no events'
        : isInstalled(cache, 'KEDA')
          ? withoutLag(entries.get(keyOf({ apiVersion, kind, namespace, name: appId(shop, name) }))?.state.message)
          : 'has no effect, as the cluster has no KEDA: install KEDA 2.18; until then the service scales by CPU alone';
    return message ? [{ field: `spec.services.${name}.autoscaling.lag`, message }] : [];
  });
}

const withoutLag = (reason: string | undefined): string | undefined =>
  reason && `has no effect now: KEDA says "${reason}"; see kubectl describe scaledobject`;
