/** The dependencies of web. */
import { worthOfDollars } from '@mambogo/contracts/currency/amount-rules.ts';
import { externalIssuer, ownIssuer } from '@mambogo/service/auth/shop-verifier.ts';
import { amountRulesOf } from '@mambogo/service/process/amount-settings.ts';
import { type BaseContext, createBaseContext } from '@mambogo/service/process/base-context.ts';
import { type BuiltPages, readBuiltPages } from './serve/built-pages.ts';
import type { PolicySources } from './serve/page-policy.ts';
import type { RenderedPages } from './serve/rendered-pages.ts';
import { loadRenderedPages } from './serve/server-app.ts';
import type { ShopConfig } from './serve/shop-config.ts';
import type { Settings } from './settings.ts';

export interface Context extends BaseContext {
  readonly settings: Settings;
  readonly pages: BuiltPages;
  readonly renderedPages: RenderedPages;
  /** Folder of the documentation; undefined: this shop has none. */
  readonly docsFolder: string | undefined;
  readonly shopConfig: ShopConfig;
  readonly sources: PolicySources;
}

export async function createContext(settings: Settings): Promise<Context> {
  const publicUrl = settings.PUBLIC_URL.replace(/\/$/, '');
  const outside = externalIssuer(settings);
  const issuer = outside ?? ownIssuer(settings);
  const base = createBaseContext('web', settings);
  const pages = readBuiltPages(settings.PAGES_DIR);
  const shopConfig: ShopConfig = {
    name: settings.SHOP_NAME,
    currency: settings.CURRENCY,
    amounts: amountRulesOf(settings),
    giftAmount: worthOfDollars(20, settings.CURRENCY),
    issuer,
    clientId: settings.OIDC_CLIENT_ID,
    ownIdentity: outside === undefined,
    demoAccounts: settings.DEMO_ACCOUNTS,
  };
  return {
    ...base,
    settings,
    pages,
    renderedPages: await loadRenderedPages(pages, shopConfig, base.sidecar, base.logger),
    docsFolder: settings.DOCS_DIR,
    shopConfig,
    sources: {
      publicUrl,
      issuer,
      cardForm:
        settings.PAYMENT_PROVIDER === 'stripe'
          ? { provider: 'stripe' }
          : { provider: 'simulator', origin: settings.PSP_PUBLIC_URL && new URL(settings.PSP_PUBLIC_URL).origin },
    },
  };
}
