/** The objects of a shop whose credentials are handed over: what a service has taken, it has; the rest is as in the phase. Pure. */
import { type KubeObject, keyOf, referenceTo } from '../../kube/kube-object.ts';
import type { CredentialGenerations } from '../../model/credential-generations.ts';
import type { ShopModel } from '../../model/shop-model.ts';
import type { ShopObjects } from '../../resources/shop-objects.ts';
import { upgradeObjects } from '../../resources/upgrade-objects.ts';
import { generationsOf, type Rotation } from './rotation.ts';

interface Built {
  readonly model: ShopModel;
  readonly objects: ShopObjects;
}

/** @param signingKeyJob replaces the key that signs tokens; it runs while the rotation settles */
export function objectsOfRotation(
  rotation: Rotation | undefined,
  build: (credentials: CredentialGenerations) => Built,
  signingKeyJob: (model: ShopModel) => readonly KubeObject[],
): Built {
  const { shared, taken } = generationsOf(rotation);
  const { model, objects } = build(shared);
  if (!rotation || !taken) return { model, objects };
  const [from, to] = [build(taken.from).objects, build(taken.to).objects];
  const merged = upgradeObjects({ shared: objects, from, to }, new Set(rotation.services), false);
  const foundation = new Map(
    // Pods with the earlier Secrets run until the rotation is complete.
    [build({ ...shared, current: rotation.generation }).objects, from, to, objects]
      .flatMap(({ foundation }) => foundation)
      .map((object) => [keyOf(referenceTo(object)), object]),
  );
  return {
    model,
    objects: {
      ...merged,
      foundation: [...foundation.values()],
      migrations: [...merged.migrations, ...(rotation.phase === 'Settling' ? signingKeyJob(model) : [])],
    },
  };
}
