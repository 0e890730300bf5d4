/** What was read of a branch, in memory until the branch moves. */

/**
 * @param fingerprint changes whenever the branch may have moved; read first, so that what is returned is at least as new
 * @returns the same value until the branch moves
 */
export function rememberUntilMoved<T>(fingerprint: () => Promise<string>, read: () => Promise<T>): () => Promise<T> {
  let known: { readonly state: string; readonly value: Promise<T> } | undefined;
  return async () => {
    const state = await fingerprint();
    if (known?.state === state) return known.value;
    const reading = { state, value: read() };
    known = reading;
    // What failed is read again.
    reading.value.catch(() => {
      if (known === reading) known = undefined;
    });
    return reading.value;
  };
}
