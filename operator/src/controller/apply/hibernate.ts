/**
 * Hibernation (`spec.hibernated`): first the services lose their pods, then the stores, so that every service ends with its
 * stores still there. Data, Secrets, Services and the Ingress stay; waking applies everything again.
 */
import type { StageContext } from '../stage-context.ts';
import { type Condition, conditionFalse, conditionUnknown, hibernatedReason } from '../status/conditions.ts';
import { scaleToZero } from './scale-to-zero.ts';

export async function hibernate(context: StageContext): Promise<readonly Condition[]> {
  const { services, stores, replicas, schemaRegistry } = context.desired.objects;
  const servicesLeft = await scaleToZero(context, [...services, ...replicas, ...schemaRegistry]);
  const storesLeft = servicesLeft.length > 0 ? ['all of them'] : await scaleToZero(context, stores);
  const stage = (type: 'ServicesReady' | 'StoresReady', left: readonly string[]) =>
    left.length > 0
      ? conditionFalse(type, 'Progressing', `hibernating: pods are being removed: ${left.join(', ')}`)
      : conditionFalse(type, hibernatedReason, 'hibernated: set spec.hibernated to false to wake the shop');
  return [
    stage('ServicesReady', servicesLeft),
    stage('StoresReady', storesLeft),
    conditionUnknown('DataReady', 'waits until the shop is awake'),
    conditionUnknown('IngressReady', 'waits until the shop is awake'),
  ];
}
