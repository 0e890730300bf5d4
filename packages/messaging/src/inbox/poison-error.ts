/** Errors of events that no retry can fix. */

/** The event is permanently invalid: it is stored as dead letter. */
export class PoisonError extends Error {
  override name = 'PoisonError';
}

const forgedEventError = 'ForgedEventError';

/** The event does not come from the publisher of its topic. */
export class ForgedEventError extends PoisonError {
  override name = forgedEventError;
}

/**
 * Rejects the replay of an event that was rejected as forged: a replay does not know the topic it was delivered on.
 * @param error stored with its dead letter
 * @throws ForgedEventError
 */
export function rejectForged(error: string): void {
  const prefix = `${forgedEventError}: `;
  if (error.startsWith(prefix)) throw new ForgedEventError(error.slice(prefix.length));
}
