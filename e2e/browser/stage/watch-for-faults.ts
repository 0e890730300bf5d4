/**
 * Listens to everything a browser says in a journey: what the Content-Security-Policy refused, errors of pages, errors in
 * the console, and requests to anywhere but the shop and its payment provider's form.
 */
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from 'playwright-core';

export interface Watch {
  /** This is meant to happen here: a refusal that a page is to show is an error in the console. */
  forgive(meant: RegExp): void;
  faults(): readonly string[];
}

/** @param origins of the shop and of the form */
export async function watchForFaults(context: BrowserContext, origins: readonly string[]): Promise<Watch> {
  const told: string[] = [];
  const meant: RegExp[] = [];
  await context.exposeBinding('tellTheTest', ({ frame }, text: unknown) => told.push(`${frame.url()}: ${text}`));
  await context.addInitScript({ path: fileURLToPath(new URL('in-the-page.js', import.meta.url)) });
  context.on('weberror', (error) => told.push(`${error.page()?.url()}: ${error.error().stack}`));
  context.on('console', (message) => {
    if (message.type() === 'error')
      told.push(`${message.page()?.url()}: ${message.text()} (${message.location().url})`);
  });
  context.on('request', (request) => {
    const { protocol, origin, pathname } = new URL(request.url());
    if (!protocol.startsWith('http')) return;
    if (!origins.includes(origin)) told.push(`a request to ${request.url()}`);
    if (pathname === '/csp-report') told.push(`a report of the browser: ${request.postData()}`);
  });
  return {
    forgive: (pattern) => void meant.push(pattern),
    faults: () => told.filter((text) => !meant.some((pattern) => pattern.test(text))),
  };
}
