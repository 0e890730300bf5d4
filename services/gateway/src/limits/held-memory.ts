/** The account of one request in the memory budget, opened when it is first needed, closed with the answer. */

import { rateLimitSubject } from '@mambogo/service/address-range.ts';
import type { Request, Response } from 'express';
import { passageOf } from '../edge/passage.ts';
import type { HeldMemory, MemoryBudget } from './memory-budget.ts';

const accounts = new WeakMap<Request, HeldMemory>();

export function heldMemory(budget: MemoryBudget, request: Request, response: Response): HeldMemory {
  const known = accounts.get(request);
  if (known) return known;
  const opened = budget.open(rateLimitSubject(passageOf(request).client));
  accounts.set(request, opened);
  response.once('close', opened.release);
  return opened;
}
