/** Limits for clients, used by all schemas and checks. Limits of money are in currency/amount-rules.ts. */
export const limits = {
  productName: { min: 1, max: 100 },
  sku: { min: 3, max: 50, pattern: /^[A-Z0-9_-]+$/ },
  /** In minor units, for any price or total; the total of a full cart at the maximum price is still an exact number. */
  amount: { min: 1, max: 1_000_000_000_000 },
  stock: { min: 0, max: 999_999 },
  cartQuantity: { min: 1, max: 50 },
  cartLines: 100,
  cartDays: 30,
  orderLines: 50,
  /** In one stream: a browser with several tabs follows the orders of all tabs together. */
  followedOrders: 20,
  /** Number of pages of a list by page number. */
  pages: 10_000,
  pageSize: { min: 1, max: 100, default: 20 },
  idempotencyKeyLength: 64,
  productTags: 20,
  productImages: 5,
  productOptions: 3,
  /** Products in one group. */
  productVariants: 100,
  /** Ids in one look-up of contacts. */
  contacts: 100,
  /** Notes of staff about one order or customer. */
  staffNotes: 200,
  /** Numbers of rules by which orders are priced. */
  rules: {
    taxClasses: 20,
    taxRates: 300,
    shippingMethods: 30,
    zones: 250,
    tiers: 20,
    promotions: 200,
    skus: 1_000,
    codesPerOrder: 3,
  },
  /** Maximum lengths, in characters. */
  text: {
    search: 100,
    description: 10_000,
    shopText: 20_000,
    category: 100,
    brand: 100,
    tag: 50,
    option: 40,
    imageUrl: 2_048,
    imageAlt: 200,
    reason: 200,
    staffNote: 2_000,
    carrier: 100,
    trackingNumber: 100,
    deliveryReference: 100,
    personName: 100,
    email: 254,
  },
} as const;
