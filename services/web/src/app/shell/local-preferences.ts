/** User preferences in localStorage, never secrets. Does nothing where storage is blocked. */

export type Preference = 'theme' | 'language' | 'was-signed-in' | 'seen-prices';

export function readPreference(choice: Preference): string | null {
  try {
    return localStorage.getItem(choice);
  } catch {
    return null;
  }
}

/** @param value null removes the preference */
export function savePreference(choice: Preference, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(choice);
    else localStorage.setItem(choice, value);
  } catch {
    // Storage is blocked: the preference is not saved.
  }
}
