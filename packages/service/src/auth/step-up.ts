/**
 * Step-up authentication (RFC 9470): sensitive operations require a recent log-in and, if the policy has `acr` values, one of
 * these. Other callers get a challenge that describes the log-in needed. Pure except for the clock.
 */
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

export interface StepUpPolicy {
  /** Maximum age of a log-in (`auth_time`). */
  readonly maxAgeSeconds: number;
  /** The accepted `acr` values; empty: any. */
  readonly acrValues: readonly string[];
}

/** Requirements for the new log-in. */
export interface StepUpChallenge {
  /** Seconds, for the parameter `max_age`. */
  readonly maxAge: number;
  /** For the parameter `acr_values`, separated by spaces; absent: any. */
  readonly acrValues?: string;
}

/** When and how the user logged in, according to the token. */
export interface Authentication {
  /** Seconds since 1970. */
  readonly authTime?: number;
  readonly acr?: string;
}

export const stepUpSettings = {
  /** Whether step-up is enforced on routes that require it. */
  STEP_UP: z.stringbool().default(false),
  STEP_UP_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  /** The accepted `acr` values, separated by spaces; empty: any. */
  STEP_UP_ACR_VALUES: z
    .string()
    .max(1_000)
    .default('')
    .transform((text) => text.split(' ').filter(Boolean)),
};
export type StepUpSettings = z.output<z.ZodObject<typeof stepUpSettings>>;

/** undefined: step-up is off. */
export const stepUpPolicy = (settings: Partial<StepUpSettings>): StepUpPolicy | undefined =>
  settings.STEP_UP
    ? { maxAgeSeconds: settings.STEP_UP_SECONDS ?? 300, acrValues: settings.STEP_UP_ACR_VALUES ?? [] }
    : undefined;

/** The challenge if the log-in does not satisfy the policy. @param now seconds since 1970 */
export function stepUpChallenge(
  policy: StepUpPolicy | undefined,
  { authTime, acr }: Authentication,
  now: number = Date.now() / 1_000,
): StepUpChallenge | undefined {
  if (!policy) return undefined;
  const { maxAgeSeconds, acrValues } = policy;
  const isFresh = authTime !== undefined && now - authTime <= maxAgeSeconds;
  const isStrong = acrValues.length === 0 || (acr !== undefined && acrValues.includes(acr));
  if (isFresh && isStrong) return undefined;
  return { maxAge: maxAgeSeconds, ...(acrValues.length > 0 ? { acrValues: acrValues.join(' ') } : {}) };
}

export const stepUpRequired = ({ maxAge, acrValues }: StepUpChallenge): Problem =>
  new Problem(
    'step-up-required',
    `log in again: this requires a log-in within the last ${maxAge} seconds${acrValues ? ' with a second factor' : ''}`,
    { maxAge, ...(acrValues ? { acrValues } : {}) },
  );

/** The header `WWW-Authenticate` of that problem (RFC 9470 section 3). */
export function stepUpHeader({ extra }: Problem): string {
  const { maxAge, acrValues } = z.object({ maxAge: z.number(), acrValues: z.string().optional() }).parse(extra);
  const values = acrValues ? `, acr_values="${acrValues.replaceAll(/["\\]/g, '')}"` : '';
  return `Bearer error="insufficient_user_authentication", error_description="Log in again", max_age=${maxAge}${values}`;
}
