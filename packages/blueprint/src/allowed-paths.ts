/** Paths that services may call on each other, by purpose. */
import { getCategory, listCategories } from '@mambogo/contracts/api/categories.ts';
import { listContacts } from '@mambogo/contracts/api/contacts.ts';
import { listCatalogueIds, listPublishedEvents } from '@mambogo/contracts/api/internal-comparisons.ts';
import { getInstance } from '@mambogo/contracts/api/internal-instance.ts';
import { getMailContact, getMailOrder, getPasswordResetLink } from '@mambogo/contracts/api/internal-mail.ts';
import { streamRevocations } from '@mambogo/contracts/api/internal-revocations.ts';
import { streamSettings } from '@mambogo/contracts/api/internal-settings.ts';
import { listSitemapProducts } from '@mambogo/contracts/api/internal-sitemap.ts';
import { listServiceStaffActions } from '@mambogo/contracts/api/internal-staff-actions.ts';
import { getServiceTimeline } from '@mambogo/contracts/api/internal-timeline.ts';
import { getProduct, listProducts } from '@mambogo/contracts/api/products.ts';
import { getShopText, listShopTexts } from '@mambogo/contracts/api/shop-texts.ts';
import type { AllowedCall, ServiceName } from './service-blueprint.ts';

/** Paths the gateway may call: public ones, never internal ones or those for the callee's own sidecar. */
const publicPaths = ['/api/**', '/auth/**'];
/** What is open to the gateway besides, with the feed of settings: each instance's report about itself, and token revocations. */
const { path: instance } = getInstance;
const { path: revocations } = streamRevocations;
/** Each service verifies tokens itself, with identity's public keys and revocation feed. */
export const tokenVerification: AllowedCall = { service: 'identity', paths: ['/auth/**', revocations] };
/** Paths for comparisons: of an inbox with its publishers' outboxes, and of inventory's stock rows with the catalogue. */
export const { path: publishedEvents } = listPublishedEvents;
export const { path: catalogueIds } = listCatalogueIds;
/** The public catalogue, for pages that are rendered on the server, and its list for search engines. */
export const catalogue: AllowedCall = {
  service: 'product',
  paths: [listProducts, getProduct, listCategories, getCategory, listShopTexts, getShopText, listSitemapProducts].map(
    ({ path }) => path.replace(/\{\w+\}/, '**'),
  ),
};
/** A service's actions of staff. */
export const { path: staffActions } = listServiceStaffActions;
/** A service's entries of an order's timeline. */
export const timeline = getServiceTimeline.path.replace('{id}', '**');
/** Looks up customers by e-mail address, when a merchant searches for orders. */
export const { path: contacts } = listContacts;
/** Whom a message goes to, and the order that it is about. */
export const mailContact = getMailContact.path.replace('{id}', '**');
export const passwordResetLink = getPasswordResetLink.path.replace('{id}', '**');
export const mailOrder = getMailOrder.path.replace('{id}', '**');

/** Each service follows the settings that change while it runs. */
export const runtimeSettings: AllowedCall = { service: 'config', paths: [streamSettings.path] };
/** Calls that nearly every service makes. */
export const everyService: readonly AllowedCall[] = [tokenVerification, runtimeSettings];
/** What the gateway may call: public paths, reports of instances, and the feeds that it follows like every service. */
export const gatewayPaths = (service: ServiceName): readonly string[] => [
  ...publicPaths,
  instance,
  ...(service === 'identity' ? [revocations] : []),
  ...(service === runtimeSettings.service ? runtimeSettings.paths : []),
];
