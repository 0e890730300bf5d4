/** The lists of products on the pages of the shop; the server reads them before it renders a page. */
import type { ProductQuery } from '../../api/catalogue.ts';

export const newestProducts: ProductQuery = { sort: '-createdAt', size: 8 };

/** @param amount maximum price in minor units */
export const smallGifts = (amount: number): ProductQuery => ({ maxPrice: amount, sort: '-price', size: 4 });

/** One more than is shown: it may be the product of the page itself. */
export const sameCategory = (slug: string): ProductQuery => ({ category: slug, sort: '-price', size: 5 });
