/**
 * Step-up authentication (RFC 9470): what has consequences is done only by who logged in a short time ago and, where a policy
 * names `acr` values, by one of those ways. Whoever did not is asked to log in again, and told how. Pure but for the clock.
 */
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

export interface StepUpPolicy {
  /** How old a log-in (`auth_time`) may be. */
  readonly maxAgeSeconds: number;
  /** One of these `acr` values is needed; empty: any will do. */
  readonly acrValues: readonly string[];
}

/** What a new log-in has to be like. */
export interface StepUpChallenge {
  /** Seconds, for the parameter `max_age`. */
  readonly maxAge: number;
  /** For the parameter `acr_values`, separated by spaces; absent: any. */
  readonly acrValues?: string;
}

/** What a token says of how and when its bearer logged in. */
export interface Authentication {
  /** Seconds since 1970. */
  readonly authTime?: number;
  readonly acr?: string;
}

export const stepUpSettings = {
  /** Whether routes that ask for step-up get it. */
  STEP_UP: z.stringbool().default(false),
  STEP_UP_SECONDS: z.coerce.number().int().min(1).max(86_400).default(300),
  /** The `acr` values that are good enough, separated by spaces; empty: any. */
  STEP_UP_ACR_VALUES: z
    .string()
    .max(1_000)
    .default('')
    .transform((text) => text.split(' ').filter(Boolean)),
};
export type StepUpSettings = z.output<z.ZodObject<typeof stepUpSettings>>;

/** undefined: nothing is asked for. */
export const stepUpPolicy = (settings: Partial<StepUpSettings>): StepUpPolicy | undefined =>
  settings.STEP_UP
    ? { maxAgeSeconds: settings.STEP_UP_SECONDS ?? 300, acrValues: settings.STEP_UP_ACR_VALUES ?? [] }
    : undefined;

/** What is missing; undefined: nothing. @param now seconds since 1970 */
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
    `log in again: this needs a log-in of the last ${maxAge} seconds${acrValues ? ' with a second factor' : ''}`,
    { maxAge, ...(acrValues ? { acrValues } : {}) },
  );

/** The header `WWW-Authenticate` of that problem (RFC 9470 section 3). */
export function stepUpHeader({ extra }: Problem): string {
  const { maxAge, acrValues } = z.object({ maxAge: z.number(), acrValues: z.string().optional() }).parse(extra);
  const values = acrValues ? `, acr_values="${acrValues.replaceAll(/["\\]/g, '')}"` : '';
  return `Bearer error="insufficient_user_authentication", error_description="Log in again", max_age=${maxAge}${values}`;
}
