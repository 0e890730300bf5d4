/** The next state of a rotation, from what one reconcile has found, and the condition that tells how it goes. Pure. */
import { type Condition, conditionFalse, conditionTrue, isHibernated } from '../status/conditions.ts';
import { isRotating, type Rotation } from './rotation.ts';

export interface RotationFindings {
  /** Of the stages. */
  readonly conditions: readonly Condition[];
  /** Every service, in the order they take new credentials. */
  readonly order: readonly string[];
  /** ISO 8601. */
  readonly now: string;
}

const asleep = 'waits until the shop is woken';

/** @returns the same object if nothing changed */
export function advanceRotation(rotation: Rotation, { conditions, order, now }: RotationFindings): Rotation {
  if (!isRotating(rotation)) return rotation;
  const blocked = conditions.find(({ status }) => status !== 'True');
  if (blocked) {
    const message = conditions.some(isHibernated) ? asleep : `${blocked.type}: ${blocked.message}`.slice(0, 1_000);
    if (message === rotation.message) return rotation;
    // Time asleep is not time without progress.
    return { ...rotation, message, since: rotation.message === asleep ? now : rotation.since };
  }
  const { message: _, ...current } = rotation;
  const next = order.find((name) => !rotation.services.includes(name));
  switch (rotation.phase) {
    case 'Granting':
      return { ...current, phase: 'HandingOver', services: order.slice(0, 1), since: now };
    case 'HandingOver':
      return next
        ? { ...current, services: [...rotation.services, next], since: now }
        : { ...current, phase: 'Settling', services: order.slice(0, 1), since: now };
    case 'Settling':
      return next
        ? { ...current, services: [...rotation.services, next], since: now }
        : { ...current, phase: 'Revoking', services: [], since: now };
    case 'Revoking':
    case 'Complete':
      return {
        generation: rotation.target ?? rotation.generation,
        previous: rotation.generation,
        phase: 'Complete',
        services: [],
        since: now,
      };
  }
}

const type = 'CredentialsRotated';
/** Milliseconds after which a step that made no progress needs a person. */
const stuckAfterMs = 600_000;

/** None for a shop whose credentials were never rotated. */
export function rotationConditions(
  rotation: Rotation | undefined,
  order: readonly string[],
  blocked: Condition | undefined,
  now: number,
): Condition[] {
  if (!rotation) return [];
  const { generation, target, phase, services, message } = rotation;
  if (target === undefined) {
    const text = `generation ${generation} is in effect`;
    return [message ? conditionFalse(type, 'Waiting', `${text}: ${message}`) : conditionTrue(type, 'Complete', text)];
  }
  const step = `${generation} to ${target}: ${phase}${services.length > 0 ? ` ${services.at(-1)} (${services.length} of ${order.length} services)` : ''}`;
  const text = message ? `${step}; ${message}` : step;
  const needsPerson = blocked?.reason === 'JobFailed' || now - Date.parse(rotation.since) > stuckAfterMs;
  return [
    blocked && needsPerson && message !== asleep
      ? conditionFalse(type, 'RotationStopped', `${text}. Both generations are accepted until it goes on`)
      : conditionFalse(type, 'Progressing', text),
  ];
}
