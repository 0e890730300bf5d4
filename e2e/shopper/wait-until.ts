/** Milliseconds between two polls, at least. */
const pollMs = 50;

/**
 * Polls until the condition holds, or fails with its name. A slow condition is polled less often, as what it waits for needs the
 * processor too.
 */
export async function waitUntil(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  milliseconds = 20_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const began = performance.now();
    if (await isSo()) return;
    if (Date.now() > end) throw new Error(`timed out after ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(pollMs, performance.now() - began)));
  }
}
