/** An error's message in one line; of several attempts (one per address of a host) each reason once. Pure. */
export function errorMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const inner = error instanceof AggregateError ? error.errors : error.cause === undefined ? [] : [error.cause];
  const reasons = new Set([error.message, ...inner.map(errorMessage)].filter((text) => text !== ''));
  const code = 'code' in error ? String(error.code) : error.name;
  return [...reasons].join('; ').replaceAll(/\s*\n\s*/g, ' ') || code;
}
