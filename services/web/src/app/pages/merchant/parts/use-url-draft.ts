/** What is typed into a filter: begins as the address has it, and follows the address when that changes (back, cleared). */
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
