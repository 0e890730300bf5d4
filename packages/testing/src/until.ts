/** Polls until the first value that is neither false nor undefined, and resolves with it; rejects after `milliseconds`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | undefined> | T | false | undefined,
  milliseconds = 30_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const value = await ask();
    if (value !== false && value !== undefined) return value;
    if (Date.now() > end) throw new Error(`timed out after ${milliseconds} ms waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
