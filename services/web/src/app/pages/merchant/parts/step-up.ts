/**
 * When the shop asks for a fresh log-in before something is done (401 `step-up-required`): the page is left for the log-in page and
 * comes back to where it was, with what was being done as it was. That is kept in this tab, under the name of what it is about.
 */
import { useEffect, useState } from 'react';
import { type ApiError, isApiError } from '../../../api/api-error.ts';
import { session } from '../../../session/session.ts';

const keyOf = (name: string): string => `step-up:${name}`;

export const isStepUp = (error: unknown): error is ApiError => isApiError(error, 'step-up-required');

/** Leaves; whoever waits for the answer goes on waiting, as the page is gone soon. @param draft what was typed */
export async function stepUp(error: ApiError, name: string, draft: unknown): Promise<never> {
  sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  const { maxAge, acrValues } = error.problem;
  await session.confirm(`${location.pathname}${location.search}`, {
    maxAge: typeof maxAge === 'number' ? maxAge : 0,
    acrValues: typeof acrValues === 'string' ? acrValues : undefined,
  });
  return new Promise(() => undefined);
}

/** What was being done before the log-in; once. @param read what was kept; undefined: it is none of that */
export function useInterrupted<T>(name: string, read: (saved: unknown) => T | undefined): T | undefined {
  const [draft] = useState(() => {
    try {
      return read(JSON.parse(sessionStorage.getItem(keyOf(name)) ?? 'null'));
    } catch {
      return undefined;
    }
  });
  useEffect(() => sessionStorage.removeItem(keyOf(name)), [name]);
  return draft;
}
