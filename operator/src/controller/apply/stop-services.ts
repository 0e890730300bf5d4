/** Services that must not run: a restore replaces their data, or it is lost. */
import type { KubeObject } from '../../kube/kube-object.ts';
import { componentLabel } from '../../labels.ts';
import type { StageContext } from '../stage-context.ts';
import { type Condition, conditionFalse } from '../status/conditions.ts';
import { scaleToZero } from './scale-to-zero.ts';

export async function stopForRestore(
  context: StageContext,
  { message, interrupted }: NonNullable<StageContext['switching']>,
  services: readonly KubeObject[],
): Promise<Condition> {
  const left = await scaleToZero(context, services);
  if (interrupted) return conditionFalse('DataReady', 'RestoreInterrupted', message);
  const state = left.length > 0 ? `services are being stopped: ${left.join(', ')}` : 'all services are stopped';
  return conditionFalse('DataReady', 'Progressing', `${message}; ${state}`);
}

/** Services whose data is lost get no pods until a person has decided what to do: they would start over on an empty store. */
export async function stopUsersOfLostStores(
  context: StageContext,
  services: readonly KubeObject[],
): Promise<Condition> {
  const users = new Set(context.lostStores.flatMap((store) => store.users));
  await scaleToZero(
    context,
    services.filter(({ metadata }) => users.has(metadata.labels?.[componentLabel] ?? '')),
  );
  return conditionFalse('ServicesReady', 'DataLost', `${[...users].join(', ')} are stopped: their data is lost`);
}
