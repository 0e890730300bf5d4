/**
 * Preload links for what a page needs beyond the shared files, so that the browser fetches it at once instead of after the
 * main script has run. Based on the build manifest. Pure.
 */
import { type Language, languages } from '../app/language/languages.ts';
import type { PageName } from '../app/page-paths.ts';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
export type Manifest = Readonly<Record<string, Chunk>>;

/** The module of each page, as in router.tsx. */
const modules: Readonly<Record<PageName, string>> = {
  home: 'pages/shop/home-page.tsx',
  search: 'pages/shop/search-page.tsx',
  category: 'pages/shop/search-page.tsx',
  product: 'pages/shop/product-page.tsx',
  text: 'pages/shop/text-page.tsx',
  cart: 'pages/shop/cart-page.tsx',
  checkout: 'pages/account/checkout-page.tsx',
  orders: 'pages/account/orders-page.tsx',
  order: 'pages/account/order-page.tsx',
  account: 'pages/account/account-page.tsx',
  callback: 'pages/account/callback-page.tsx',
  merchant: 'pages/merchant/merchant-pages.tsx',
  ops: 'pages/ops/ops-pages.tsx',
};

/** Links for the head of a page in a language. */
export type Preloads = (page: PageName | undefined, language: Language) => string;

export function createPreloads(manifest: Manifest): Preloads {
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
  const always = new Set(entry ? filesOf(manifest, entry) : []);
  const links = (...names: string[]): string =>
    [...new Set(names.flatMap((name) => filesOf(manifest, name)))]
      .filter((file) => !always.has(file))
      .map((file) =>
        file.endsWith('.css')
          ? `<link rel="stylesheet" crossorigin href="/${file}">`
          : `<link rel="modulepreload" crossorigin href="/${file}">`,
      )
      .join('\n');
  const known = new Map<string, string>();
  for (const language of languages) {
    known.set(language, links(messagesOf(language)));
    for (const [page, module] of Object.entries(modules))
      known.set(`${page} ${language}`, links(messagesOf(language), module));
  }
  return (page, language) => known.get(page ? `${page} ${language}` : language) ?? '';
}

const messagesOf = (language: Language): string => `language/${language}.ts`;

/** The files of a module and of all its static imports. */
function filesOf(manifest: Manifest, name: string, seen = new Set<string>()): string[] {
  const chunk = manifest[name];
  if (!chunk || seen.has(name)) return [];
  seen.add(name);
  return [
    chunk.file,
    ...(chunk.css ?? []),
    ...(chunk.imports ?? []).flatMap((imported) => filesOf(manifest, imported, seen)),
  ];
}
