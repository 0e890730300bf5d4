/** Runs the web service over HTTP without a sidecar, with minimal pages. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { amountRules } from '@mambogo/contracts/currency/amount-rules.ts';
import type { Sidecar } from '@mambogo/dapr/sidecar.ts';
import { createApp } from '@mambogo/service/http/app.ts';
import { createLogger } from '@mambogo/service/telemetry/logger.ts';
import { serve } from '@mambogo/testing/serve.ts';
import { compressFiles } from '../src/build/compress-files.ts';
import { mount, webHeaders } from '../src/routes.ts';
import { readBuiltPages } from '../src/serve/built-pages.ts';
import type { PolicySources } from '../src/serve/page-policy.ts';
import { noRenderedPages, type RenderedPages } from '../src/serve/rendered-pages.ts';
import type { ShopConfig } from '../src/serve/shop-config.ts';

export const script = `/assets/main-abc123.js`;

export interface WebOptions {
  readonly sources?: Partial<PolicySources>;
  readonly shopConfig?: Partial<ShopConfig>;
  readonly docsFolder?: string;
  readonly renderedPages?: RenderedPages;
  readonly sidecar?: Pick<Sidecar, 'invoke'>;
  /** Folder of built pages; default: minimal ones. */
  readonly pages?: string;
}

export async function serveWeb(
  t: TestContext,
  {
    sources,
    shopConfig,
    docsFolder,
    renderedPages = noRenderedPages,
    sidecar = noSidecar,
    pages = minimalPages(t),
  }: WebOptions = {},
): Promise<typeof fetch> {
  const publicUrl = 'https://shop.example';
  const context = {
    pages: readBuiltPages(pages),
    docsFolder,
    renderedPages,
    sidecar,
    shopConfig: {
      name: 'Mambogo',
      currency: 'USD',
      amounts: amountRules('USD'),
      giftAmount: 2_000,
      issuer: `${publicUrl}/auth`,
      clientId: 'mambogo-spa',
      ownIdentity: true,
      demoAccounts: false,
      ...shopConfig,
    },
    sources: {
      publicUrl,
      issuer: `${publicUrl}/auth`,
      cardForm: { provider: 'simulator', origin: 'https://cards.example' },
      ...sources,
    } satisfies PolicySources,
  };
  return serve(
    t,
    createApp({
      logger: createLogger('web', 'silent'),
      securityHeaders: webHeaders,
      checkReady: async () => undefined,
      mount: (app) => mount(app, context),
    }),
  );
}

const noSidecar = { invoke: () => Promise.reject(new Error('no peers in this test')) };

function minimalPages(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'web-'));
  t.after(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><head></head><script nonce="%NONCE%">1</script><script type="application/json" id="shop-facts" nonce="%NONCE%">%FACTS%</script><div id="root"></div><script type="module" src="${script}"></script>`,
  );
  writeFileSync(join(folder, script), 'export const words = "many words";\n'.repeat(100));
  writeFileSync(join(folder, 'site.webmanifest'), '{}\n');
  writeFileSync(join(folder, 'manifest.json'), '{}');
  compressFiles(folder);
  return folder;
}
