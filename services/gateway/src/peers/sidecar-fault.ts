/** What a row of the tables of daprd's answers says (sidecar-faults.ts). */
import type { ProblemSlug } from '@mambogo/contracts/problem-types.ts';

export type Fault =
  | { readonly fault: 'request'; readonly slug: ProblemSlug; readonly detail: string }
  | { readonly fault: 'sidecar' | 'upstream' };

export type SidecarFault = Fault & {
  /** What happened, for people. */
  readonly id: string;
  readonly status: number;
  /** undefined: daprd's HTTP server answers plain text here. */
  readonly errorCode?: string;
  /** Of the message, or of the whole text. */
  readonly message: RegExp;
};

/** Of every failed invocation. */
export const invoke = 'ERR_DIRECT_INVOKE';
