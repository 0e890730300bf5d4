/** A row of the tables of daprd's own error responses (sidecar-errors.ts). */
import type { ProblemSlug } from '@mambogo/contracts/problem-types.ts';

export type SidecarErrorMeaning =
  | { readonly fault: 'request'; readonly slug: ProblemSlug; readonly detail: string }
  | { readonly fault: 'sidecar' | 'upstream' };

export type SidecarError = SidecarErrorMeaning & {
  /** What happened, for humans. */
  readonly id: string;
  readonly status: number;
  /** undefined: daprd's HTTP server responds with plain text here. */
  readonly errorCode?: string;
  /** Matches the message, or the whole text. */
  readonly message: RegExp;
};

/** daprd's code for every failed invocation. */
export const invokeErrorCode = 'ERR_DIRECT_INVOKE';
