/** What a page is about, and how its head says so. */
import type { Category } from '@mambogo/contracts/api/categories.ts';
import type { Product, ProductPage } from '@mambogo/contracts/api/products.ts';
import type { useMessages } from '../language/use-messages.ts';
import { shopConfig } from '../shop-config.ts';
import type { PageHead } from './server-app.ts';

export type PageSubject =
  | { readonly page: 'home' }
  | { readonly page: 'product'; readonly product: Product }
  | { readonly page: 'category'; readonly category: Category; readonly list: ProductPage };

type Messages = ReturnType<typeof useMessages>;

/** Search engines show about this many characters of a description. */
const descriptionLength = 160;

export function headOf(subject: PageSubject, messages: Messages): PageHead {
  const { name, description } = wordsOf(subject, messages);
  return { title: `${name} · ${shopConfig.name}`, description: shorten(description) };
}

function wordsOf(subject: PageSubject, { home, catalogue }: Messages): { name: string; description: string } {
  switch (subject.page) {
    case 'home':
      return { name: home.title, description: home.text };
    case 'product': {
      const { name, brand, description } = subject.product;
      return { name, description: description || [name, brand].filter(Boolean).join(', ') };
    }
    case 'category': {
      const { category, list } = subject;
      const names = list.items.map(({ name }) => name).join(', ');
      return { name: category.name, description: `${category.name}, ${catalogue.results(list.total)}: ${names}` };
    }
  }
}

/** At the end of a word. */
function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= descriptionLength) return line;
  return `${line.slice(0, descriptionLength).replace(/\s\S*$/, '')} …`;
}
