/** What is known of a request on its way through the edge, each part from the step that finds it out. */
import type { Caller } from '@mambogo/service/token-verifier.ts';
import type { Request } from 'express';
import type { Standing } from '../limits/limiter.ts';
import type { Target } from './route-table.ts';

export interface Passage {
  /** Address of the client, by whoever may be trusted to know it. */
  client: string;
  target?: Target;
  /** The body, whole, where the route takes one and one came. */
  body?: Buffer;
  /** Whose token came along, once it was found good. */
  caller?: Caller;
  /** Has been counted against the limit of its address. */
  counted: boolean;
  /** What is left of the limits it was counted against, the narrowest first. */
  standings: readonly Standing[];
}

const passages = new WeakMap<Request, Passage>();

export function beginPassage(request: Request, client: string): void {
  passages.set(request, { client, counted: false, standings: [] });
}

export function passageOf(request: Request): Passage {
  const passage = passages.get(request);
  if (!passage) throw new Error('the request did not come in by the first step');
  return passage;
}

/** Where it leads; asked only after it was looked up. */
export function targetOf(request: Request): Target {
  const { target } = passageOf(request);
  if (!target) throw new Error('the request was not looked up');
  return target;
}
