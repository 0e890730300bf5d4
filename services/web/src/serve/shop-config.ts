/** The shop configuration for the browser: written into every page, read once at start. */
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';

export interface ShopConfig {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amounts: AmountRules;
  /** Maximum price of a small gift, in minor units. */
  readonly giftAmount: number;
  /** OpenID issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** The issuer is the shop's own identity service, which has the pages for password, e-mail and sessions. */
  readonly ownIdentity: boolean;
  /** The accounts demo/demo and admin/admin exist. */
  readonly demoAccounts: boolean;
}

/** The id of the element that contains the configuration as JSON. */
export const configElementId = 'shop-facts';

/** JSON that is safe inside a script element. */
export const configJson = (shopConfig: ShopConfig): string => scriptSafe(JSON.stringify(shopConfig));

/** @param json is text with the same meaning, and can't end a script element */
export const scriptSafe = (json: string): string =>
  json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
