/** The paths of all pages, shared by the router and the server, which returns 404 for any other path. Pure. */

export const pagePaths = {
  home: '/',
  search: '/search',
  category: '/category/:slug',
  product: '/product/:slug',
  text: '/pages/:name',
  cart: '/cart',
  checkout: '/checkout',
  orders: '/orders',
  order: '/orders/:id',
  account: '/account',
  callback: '/callback',
  merchant: '/merchant/*',
  ops: '/ops/*',
} as const;

export type PageName = keyof typeof pagePaths;

const patterns = Object.entries(pagePaths).map(([name, path]) => ({
  name: name as PageName,
  pattern: new RegExp(`^${path.replace('/*', '(/.*)?').replaceAll(/:[a-z]+/g, '[^/]+')}/?$`),
}));

/** The page at a path; undefined if there is none. */
export const pageAt = (path: string): PageName | undefined => patterns.find(({ pattern }) => pattern.test(path))?.name;

/** By its slug; by its id where only that is known, which redirects. */
export const productPath = ({ id, slug = id }: { readonly id: string; readonly slug?: string | undefined }): string =>
  `/product/${slug}`;
/** A text of the shop, such as its terms. */
export const textPath = (name: string): string => `/pages/${name}`;
export const categoryPath = (slug: string): string => `/category/${encodeURIComponent(slug)}`;
export const orderPath = (id: string): string => `/orders/${id}`;
export const merchantPath = '/merchant';
export const opsPath = '/ops';
