/** Values of enumerations that pages offer as choices. Without schemas: pages import them. */

export const availabilities = ['in-stock', 'low-stock', 'out-of-stock'] as const;

export const productStatuses = ['active', 'retired'] as const;

/** Texts of a shop that its merchant writes, in the order of the footer. */
export const shopTextNames = ['contact', 'returns', 'terms', 'privacy', 'legal-notice'] as const;
export type ShopTextName = (typeof shopTextNames)[number];
/** Languages of these texts. */
export const shopTextLanguages = ['en', 'de'] as const;

/** Orders of a product list; `-` is descending. */
export const productSorts = ['relevance', 'name', '-name', 'price', '-price', 'createdAt', '-createdAt'] as const;
export type ProductSort = (typeof productSorts)[number];

export const orderStatuses = [
  'PENDING',
  'AWAITING_PAYMENT',
  'CONFIRMED',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'REFUNDED',
] as const;

/** Services that handle events: those that consume a topic in the blueprint. */
export const consumers = ['product', 'cart', 'order', 'payment', 'inventory', 'notification'] as const;

export const deadLetterStatuses = ['waiting', 'replayed', 'discarded'] as const;

/** Languages of messages and of identity's pages. */
export const mailLanguages = ['en', 'de'] as const;
export type MailLanguage = (typeof mailLanguages)[number];

/** What messages about orders say. */
export const orderMessageKinds = [
  'order-confirmed',
  'order-shipped',
  'order-delivered',
  'order-cancelled',
  'order-refunded',
  'payment-needed',
] as const;

/** What messages to people are about. */
export const messageKinds = [...orderMessageKinds, 'password-reset'] as const;

export const messageStates = ['queued', 'sent', 'failed', 'skipped'] as const;
