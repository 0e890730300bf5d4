/** The input of a text filter: initialized from the URL, and reset when the URL changes (back, clear). */
import { useState } from 'react';

export function useUrlDraft(given: string) {
  const [typed, setTyped] = useState(given);
  const [followed, setFollowed] = useState(given);
  if (followed !== given) {
    setFollowed(given);
    setTyped(given);
  }
  return [typed, setTyped] as const;
}
