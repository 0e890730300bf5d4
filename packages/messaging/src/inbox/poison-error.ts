/** What is wrong with an event for good. */

/** No retry will ever make this event good: it belongs to the dead letters. */
export class PoisonError extends Error {
  override name = 'PoisonError';
}

const forgedEventError = 'ForgedEventError';

/** It does not come from who may state it. */
export class ForgedEventError extends PoisonError {
  override name = forgedEventError;
}

/**
 * What was forged once is forged whenever it is replayed: a replay does not know the topic any more that it came by.
 * @param error that its letter was filed with
 * @throws ForgedEventError
 */
export function rejectForged(error: string): void {
  const prefix = `${forgedEventError}: `;
  if (error.startsWith(prefix)) throw new ForgedEventError(error.slice(prefix.length));
}
