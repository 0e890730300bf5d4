/** What a row of the tables of daprd's answers says (sidecar-faults.ts). */
import type { ProblemSlug } from '@mambogo/contracts/problem-types.ts';

export type SidecarErrorMeaning =
  | { readonly fault: 'request'; readonly slug: ProblemSlug; readonly detail: string }
  | { readonly fault: 'sidecar' | 'upstream' };

export type SidecarError = SidecarErrorMeaning & {
  /** What happened, for people. */
  readonly id: string;
  readonly status: number;
  /** undefined: daprd's HTTP server answers plain text here. */
  readonly errorCode?: string;
  /** Of the message, or of the whole text. */
  readonly message: RegExp;
};

/** Of every failed invocation. */
export const invokeErrorCode = 'ERR_DIRECT_INVOKE';
