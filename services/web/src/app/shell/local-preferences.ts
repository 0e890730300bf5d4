/** What the browser keeps for a visitor: choices, never secrets. Works, forgetfully, where storage is forbidden. */

export type Preference = 'theme' | 'language' | 'was-signed-in' | 'seen-prices';

export function readPreference(choice: Preference): string | null {
  try {
    return localStorage.getItem(choice);
  } catch {
    return null;
  }
}

/** @param value null: forget it */
export function savePreference(choice: Preference, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(choice);
    else localStorage.setItem(choice, value);
  } catch {
    // Then it is not kept.
  }
}
