/** The shop's own limits of prices and orders: packages/contracts/src/currency/amount-rules.ts has the defaults of each currency. */
import { limits } from '@mambogo/contracts/limits.ts';
import { z } from 'zod';
import { count } from './bounded-strings.ts';
import { cel } from './cel.ts';

const minorUnits = count(limits.amount.min, limits.amount.max);

export const AmountsSpec = z
  .strictObject({
    maxPrice: minorUnits.optional().describe('the highest price of a product'),
    minOrderTotal: minorUnits.optional().describe('the smallest order'),
    maxOrderTotal: minorUnits.optional().describe('the largest order'),
  })
  .refine(
    ({ minOrderTotal, maxOrderTotal }) =>
      minOrderTotal === undefined || maxOrderTotal === undefined || minOrderTotal <= maxOrderTotal,
    { path: ['maxOrderTotal'], message: 'is below minOrderTotal' },
  )
  .meta(
    cel({
      rule: '!has(self.minOrderTotal) || !has(self.maxOrderTotal) || self.minOrderTotal <= self.maxOrderTotal',
      message: 'maxOrderTotal is below minOrderTotal',
    }),
  );
