/** Polls until something is true. */

/** Milliseconds between two polls, at least. */
const pollMs = 100;

/**
 * Polls until the condition returns something other than undefined or false; throws the last error or value on time-out. A slow
 * condition is polled less often, as what it waits for needs the processor too.
 */
export async function waitUntil<T>(
  condition: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutMs = 60_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  let last: unknown = 'condition was never met';
  while (Date.now() < end) {
    const began = performance.now();
    try {
      const answer = await condition();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(pollMs, 2 * (performance.now() - began))));
  }
  throw last instanceof Error ? last : new Error(String(last));
}
