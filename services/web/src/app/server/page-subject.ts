/** What a page is about, and how its head says so to search engines and previews. Pure. */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import type { Product, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { ShopText } from '@mambogo/contracts/api/shop-texts.ts';
import type { FirstLanguage } from '../language/languages.ts';
import type { useMessages } from '../language/use-messages.ts';
import { categoryPath, pagePaths, productPath, textPath } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';
import type { PageHead } from './server-app.ts';
import { breadcrumbs, previewPicture, productData, shopData } from './structured-data.ts';

export type PageSubject =
  | { readonly page: 'home' }
  | { readonly page: 'product'; readonly product: Product }
  | { readonly page: 'text'; readonly text: ShopText }
  | { readonly page: 'category'; readonly category: Category; readonly list: ProductPage };

type Messages = ReturnType<typeof useMessages>;
type OwnHead = Omit<PageHead, 'title' | 'locale' | 'type'> & { readonly name: string };

/** Search engines show about this many characters of a description. */
const descriptionLength = 160;

/** @param origin of the shop, such as https://shop.example */
export function headOf(subject: PageSubject, messages: Messages, { locale }: FirstLanguage, origin: string): PageHead {
  const { name, description, ...rest } = ownHead(subject, messages, origin);
  return {
    ...rest,
    title: `${name} · ${shopConfig.name}`,
    description: shorten(description),
    type: subject.page === 'product' ? 'product' : 'website',
    locale,
  };
}

function ownHead(subject: PageSubject, { home, catalogue, shell, texts }: Messages, origin: string): OwnHead {
  switch (subject.page) {
    case 'home':
      return {
        name: home.title,
        description: home.text,
        canonical: pagePaths.home,
        picture: previewPicture('/pictures/HERO.svg'),
        structured: shopData(origin),
      };
    case 'product': {
      const { product } = subject;
      const { name, brand, description, category, images } = product;
      const canonical = productPath(product);
      return {
        name,
        description: description || [name, brand].filter(Boolean).join(', '),
        canonical,
        picture: previewPicture(images[0]?.url),
        structured: [
          productData(product, origin),
          breadcrumbs(
            [
              [shell.home, pagePaths.home],
              [category.name, categoryPath(category.slug)],
              [name, canonical],
            ],
            origin,
          ),
        ],
      };
    }
    case 'text': {
      const { name, text } = subject.text;
      const path = textPath(name);
      return {
        name: texts[name],
        // Without the marks of Markdown.
        description: text.replaceAll(/[#*_>`[\]]|\([^)]*\)/g, ''),
        canonical: path,
        picture: previewPicture('/pictures/HERO.svg'),
        structured: [
          breadcrumbs(
            [
              [shell.home, pagePaths.home],
              [texts[name], path],
            ],
            origin,
          ),
        ],
      };
    }
    case 'category': {
      const { category, list } = subject;
      const path = categoryPath(category.slug);
      return {
        name: category.name,
        description: `${category.name}, ${catalogue.results(list.total)}: ${list.items.map(({ name }) => name).join(', ')}`,
        canonical: list.page > 1 ? `${path}?page=${list.page}` : path,
        picture: previewPicture(`/pictures/CATEGORY_${category.slug.toUpperCase().slice(0, 40)}.svg`),
        structured: [
          breadcrumbs(
            [
              [shell.home, pagePaths.home],
              [category.name, path],
            ],
            origin,
          ),
        ],
      };
    }
  }
}

/** At the end of a word. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= descriptionLength) return line;
  return `${line.slice(0, descriptionLength).replace(/\s\S*$/, '')} …`;
}
