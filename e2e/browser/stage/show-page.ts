/** A tab is hidden behind others, or shown again: without a window, all tabs of Chromium are visible, so the page is told. */
import type { Page } from 'playwright-core';

export async function showPage(page: Page, isVisible: boolean): Promise<void> {
  const state = isVisible ? 'visible' : 'hidden';
  await page.evaluate(`
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => '${state}' });
    document.dispatchEvent(new Event('visibilitychange'));
  `);
}
