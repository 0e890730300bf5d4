/** Counts the streams of live status that a browser holds open. */
import type { BrowserContext, Request } from 'playwright-core';

/** @returns how many are open now, of all its tabs */
export function openStreams(context: BrowserContext): () => number {
  const open = new Set<Request>();
  context.on('request', (request) => {
    if (/\/orders\/(?:[^?]*\/)?events\b/.test(request.url())) open.add(request);
  });
  const ended = (request: Request): void => {
    open.delete(request);
  };
  context.on('requestfinished', ended);
  context.on('requestfailed', ended);
  return () => open.size;
}
