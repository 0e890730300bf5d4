/**
 * Generations of a shop's credentials (decision 92): each has logins and passwords of its own, and stores accept two of them while pods
 * go from one to the next. The first is that of every shop that was never rotated, and has the plain names. Pure.
 */
export interface CredentialGenerations {
  /** Whose logins and tokens pods use. */
  readonly current: number;
  /** Whose logins the stores accept: the current one, and while credentials are handed over another. */
  readonly accepted: readonly number[];
  /** By which the components of sidecars log in. All sidecars share them, so they change once every pod knows both. */
  readonly components: number;
  /** Whose administrators' passwords a store may still have. */
  readonly earlier: readonly number[];
}

/** @param earlier the generation before it, if any is known */
export const settledAt = (current: number, earlier?: number): CredentialGenerations => ({
  current,
  accepted: [current],
  components: current,
  earlier: earlierThan(current, earlier),
});

/** A store whose data was lost has the first generation's again. */
const earlierThan = (current: number, earlier = 1): number[] =>
  [...new Set([earlier, 1])].filter((one) => one !== current);

/** The step of a rotation: pods take `current`, and the stores accept both. */
export const handedOver = (
  from: number,
  to: number,
  reached: 'pods' | 'components' | undefined,
): CredentialGenerations => ({
  current: reached ? to : from,
  accepted: [from, to],
  components: reached === 'components' ? to : from,
  earlier: reached ? earlierThan(to, from) : earlierThan(from),
});

/** The login of a user at a generation; the first has the user's own name. */
export const loginAt = (user: string, generation = 1): string => (generation === 1 ? user : `${user}_g${generation}`);

/** Secrets of different generations exist side by side. */
export const secretSuffix = (generation: number): string => (generation === 1 ? '' : `-g${generation}`);

/** Keys of data that was written with them: they stay, whatever the generation. */
const lasting = /^(personal-data-key|session-key|guest-cookie-key|psp-[a-z-]+|kafka-cluster-id)(\/|$)/;

/** What a secret is derived for at a generation. */
export const purposeAt = (purpose: string, generation: number): string =>
  generation === 1 || lasting.test(purpose) ? purpose : `generation-${generation}/${purpose}`;
