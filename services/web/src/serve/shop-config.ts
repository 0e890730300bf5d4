/** What the page in the browser is told about the shop it belongs to: written into every page, read once at its start. */
import type { AmountRules } from '@mambogo/contracts/currency/amount-rules.ts';

export interface ShopConfig {
  readonly name: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly amounts: AmountRules;
  /** Up to this, in minor units, something is a small gift. */
  readonly giftAmount: number;
  /** OpenID issuer. */
  readonly issuer: string;
  readonly clientId: string;
  /** The issuer is the shop's own identity: its pages for password, e-mail and sessions are there. */
  readonly ownIdentity: boolean;
  /** demo/demo and admin/admin can be tried. */
  readonly demoAccounts: boolean;
}

/** The id of the element that holds them as JSON. */
export const configElementId = 'shop-facts';

/** JSON that can stand inside a script element whatever it says. */
export const configJson = (shopConfig: ShopConfig): string =>
  JSON.stringify(shopConfig).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
