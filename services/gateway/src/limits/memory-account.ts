/** The account of one request in the memory budget: opened when first needed, released when the response closes. */

import { rateLimitSubject } from '@mambogo/service/http/address-range.ts';
import type { Request, Response } from 'express';
import { requestContextOf } from '../pipeline/request-context.ts';
import type { MemoryAccount, MemoryBudget } from './memory-budget.ts';

const accounts = new WeakMap<Request, MemoryAccount>();

export function memoryAccountOf(budget: MemoryBudget, request: Request, response: Response): MemoryAccount {
  const known = accounts.get(request);
  if (known) return known;
  const opened = budget.open(rateLimitSubject(requestContextOf(request).client));
  accounts.set(request, opened);
  response.once('close', opened.release);
  return opened;
}
