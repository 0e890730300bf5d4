/** The payment provider's own ledger: what was really charged and refunded, by reference. */
import { z } from 'zod';
import { exchange } from './exchange.ts';
import { ProblemError } from './problem-error.ts';

const Ledger = z.object({
  references: z.array(
    z.object({
      reference: z.string(),
      captures: z.int(),
      /** Minor units. */
      captured: z.int(),
      refunded: z.int(),
    }),
  ),
});
export type LedgerEntry = z.infer<typeof Ledger>['references'][number];

export async function readLedger({ url, key }: { url: string; key: string }): Promise<readonly LedgerEntry[]> {
  const answer = await exchange(new URL('/v1/ledger', url), { headers: { authorization: `Bearer ${key}` } });
  if (answer.status !== 200) throw new ProblemError('the provider', answer.status, answer.text);
  return Ledger.parse(answer.json()).references;
}
