/** Polls until the condition holds, or fails with its name. */
export async function waitUntil(
  what: string,
  isSo: () => Promise<boolean> | boolean,
  milliseconds = 20_000,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`timed out after ${milliseconds} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
