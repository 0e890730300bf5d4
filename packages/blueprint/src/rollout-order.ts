/** The order in which the services of a shop take another version. Pure. */
import type { ServiceName } from './service-blueprint.ts';
import { type Additions, additions, isNewer } from './versions.ts';

/** From what everything needs to what nothing needs: the gateway knows a route once its owner does, pages once the gateway does. */
const dependencyOrder: readonly ServiceName[] = [
  ...(['config', 'identity', 'psp-simulator', 'product', 'cart', 'pricing', 'payment', 'inventory', 'order'] as const),
  ...(['notification', 'gateway', 'web'] as const),
];

/**
 * The order in which services take another version: handlers of a new event type before its emitter, callees of a new call before
 * their callers, otherwise by dependency. Back to the earlier version it is the reverse. Pure.
 * @throws Error the additions contradict each other
 */
export function rolloutOrder(
  from: string,
  to: string,
  names: readonly ServiceName[],
  added: Additions = additions,
): ServiceName[] {
  const pending = dependencyOrder.filter((name) => names.includes(name));
  const order: ServiceName[] = [];
  while (pending.length > 0) {
    const next = pending.find((name) => requiredBy(name, added).every((one) => !pending.includes(one)));
    if (next === undefined) throw new Error(`${pending.join(', ')} wait for each other`);
    order.push(...pending.splice(pending.indexOf(next), 1));
  }
  return isNewer(to, from) ? order : order.reverse();
}

/** Services that have to be new before this one is. */
const requiredBy = (name: ServiceName, { events, entries }: Additions): ServiceName[] => [
  ...events.filter(({ emitter }) => emitter === name).flatMap(({ handlers }) => handlers),
  ...(entries[name]?.calls ?? []).map(({ service }) => service),
];
