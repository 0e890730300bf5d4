/** Visitors of the log-in page from different addresses, and the waits that attempts have started. */
import { type Browser, createBrowser, type Page } from './browser.ts';
import { attempt, spa } from './client.ts';
import type { RunningIdentity } from './start-identity.ts';

/** @param running called during a test: there is no identity service before */
export function createVisitors(running: () => RunningIdentity) {
  const browserAt = (address: string): Browser =>
    createBrowser({
      ask: (path, init = {}) => {
        const headers = new Headers(init.headers);
        headers.set('x-forwarded-for', `${address}, 127.0.0.1`);
        return running().ask(path, { ...init, headers });
      },
    });
  const pass = (seconds: number) =>
    running().context.database.query("update log_in_failure set since = since - $1 * interval '1 second'", [seconds]);
  return {
    browserAt,
    pass,
    /** A new visitor at a log-in page. */
    async visitor(address: string, more: Record<string, string> = {}) {
      const browser = browserAt(address);
      const page = await browser.open(attempt(spa, more).address);
      return (login: string, password: string): Promise<Page> => browser.submit(page, { login, password });
    },
    /** Logs in with a browser that may have been used before. */
    async logInWith(browser: Browser, login: string, password: string): Promise<Page> {
      const page = await browser.open(attempt(spa, { prompt: 'login' }).address);
      return browser.submit(page, { login, password });
    },
    /** Keeps existing waits from expiring while a test runs. */
    freeze: () => pass(-3_600),
    forgetAll: () => running().context.database.query('delete from log_in_failure'),
  };
}
