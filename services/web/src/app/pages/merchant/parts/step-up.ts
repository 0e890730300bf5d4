/**
 * Step-up authentication (401 `step-up-required`): redirects to the log-in page and returns to the same page with the draft of
 * the action restored. The draft is kept in sessionStorage under the name of the action.
 */
import { useEffect, useState } from 'react';
import { type ApiError, isApiError } from '../../../api/api-error.ts';
import { session } from '../../../session/session.ts';

const keyOf = (name: string): string => `step-up:${name}`;

export const isStepUp = (error: unknown): error is ApiError => isApiError(error, 'step-up-required');

/** Redirects; never resolves, because the page is being left. @param draft the input to restore */
export async function stepUp(error: ApiError, name: string, draft: unknown): Promise<never> {
  sessionStorage.setItem(keyOf(name), JSON.stringify(draft));
  const { maxAge, acrValues } = error.problem;
  await session.confirm(`${location.pathname}${location.search}`, {
    maxAge: typeof maxAge === 'number' ? maxAge : 0,
    acrValues: typeof acrValues === 'string' ? acrValues : undefined,
  });
  return new Promise(() => undefined);
}

/** The draft from before the log-in; returned once. @param read parses it; undefined if it is invalid */
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
