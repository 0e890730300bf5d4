/**
 * The generation of a shop's credentials, and its change, as `status.credentials` keeps them: all that another operator needs to
 * continue (decision 92).
 *
 * - Granting: stores get new certificates, and accept the logins of both generations.
 * - HandingOver: the new logins are tried by the migrations, then `services` take them one after another.
 * - Settling: the components of sidecars, administrators and brokers take them too; sidecars with events or state roll once more.
 * - Revoking: stores accept the new logins only; connections of the others are ended.
 * - Complete: `generation` is in effect.
 *
 * A step that fails stops the rotation where it is: both generations are accepted until every pod has left the earlier one.
 */
import { type CredentialGenerations, handedOver, settledAt } from '../../model/credential-generations.ts';
import { ConditionError } from '../status/condition-error.ts';

export interface Rotation {
  /** In effect; during a rotation the one that is left. */
  readonly generation: number;
  /** The one before it. */
  readonly previous?: number;
  /** During a rotation: the one that is taken. */
  readonly target?: number;
  readonly phase: 'Granting' | 'HandingOver' | 'Settling' | 'Revoking' | 'Complete';
  /** Of this phase: services that have taken it or are taking it. */
  readonly services: readonly string[];
  /** When it last advanced (ISO 8601). */
  readonly since: string;
  /** What it waits for. */
  readonly message?: string;
}

export const isRotating = (rotation: Rotation | undefined): boolean =>
  rotation !== undefined && rotation.phase !== 'Complete';

export interface RotationRequest {
  /** `status.credentials` */
  readonly last: Rotation | undefined;
  /** Secrets were derived for the shop before. */
  readonly exists: boolean;
  /** `spec.credentials.generation` */
  readonly wanted: number;
  /** Why none may begin now. */
  readonly blocker: string | undefined;
  /** ISO 8601. */
  readonly now: string;
}

/**
 * What is to be done about the credentials; undefined: those of the first generation are in effect. Pure.
 * @throws ConditionError the generation was lowered
 */
export function planRotation({ last, exists, wanted, blocker, now }: RotationRequest): Rotation | undefined {
  if (!last && !exists) return wanted === 1 ? undefined : settled(wanted, now);
  const effective = last?.target ?? last?.generation ?? 1;
  if (wanted < effective)
    throw new ConditionError(
      'CredentialsLowered',
      `spec.credentials.generation cannot be lowered from ${effective} to ${wanted}: earlier credentials are not used again; raise it`,
    );
  if (wanted === effective || isRotating(last)) return last;
  if (blocker !== undefined) return { ...(last ?? settled(1, now)), message: blocker };
  return { generation: effective, target: wanted, phase: 'Granting', services: [], since: now };
}

const settled = (generation: number, since: string): Rotation => ({
  generation,
  phase: 'Complete',
  services: [],
  since,
});

/** What pods and stores have in a phase, and what pods have that have taken the next step. */
export function generationsOf(rotation: Rotation | undefined): {
  readonly shared: CredentialGenerations;
  readonly taken?: { readonly from: CredentialGenerations; readonly to: CredentialGenerations };
} {
  if (!rotation) return { shared: settledAt(1) };
  const { generation, target, previous, phase } = rotation;
  if (target === undefined) return { shared: settledAt(generation, previous) };
  const before = handedOver(generation, target, undefined);
  const pods = handedOver(generation, target, 'pods');
  const components = handedOver(generation, target, 'components');
  switch (phase) {
    case 'Granting':
      return { shared: before };
    case 'HandingOver':
      return { shared: before, taken: { from: before, to: pods } };
    case 'Settling':
      return { shared: components, taken: { from: pods, to: components } };
    case 'Revoking':
    case 'Complete':
      return { shared: settledAt(target, generation) };
  }
}
