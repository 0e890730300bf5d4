/** For journeys: a rejection as `<status> <slug>` of its problem+json. */
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import type { Answer } from './shopper/exchange.ts';
import { ProblemError } from './shopper/problem-error.ts';

/** Of a call that throws; 'it was not rejected' where it does not. */
export async function rejectionOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error === undefined) return 'it was not rejected';
  if (!(error instanceof ProblemError)) throw error;
  return `${error.status} ${error.slug}`;
}

/** Of a raw response; just its status when it succeeded. */
export function problemOf(answer: Answer): string {
  if (answer.status < 400) return String(answer.status);
  const { type, detail } = ProblemBody.parse(answer.json());
  if (!detail) throw new Error(`a ${answer.status} has no detail`);
  return `${answer.status} ${type.split('/').at(-1)}`;
}
