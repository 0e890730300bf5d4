/**
 * The catalogue of a demo shop. Ids are fixed, so seeding is idempotent, and the catalogue and the stock, which are seeded by
 * different services, have the same products.
 */
import { z } from 'zod';
import { booksAndGames } from './books-and-games.ts';
import { care } from './care.ts';
import { clothing } from './clothing.ts';
import { coffeeAndTea } from './coffee-and-tea.ts';
import { DemoCategory } from './demo-category.ts';
import { deskAndOffice } from './desk-and-office.ts';
import { electronics } from './electronics.ts';
import { garden } from './garden.ts';
import { homeAndLiving } from './home-and-living.ts';
import { kitchen } from './kitchen.ts';
import { outdoorAndTravel } from './outdoor-and-travel.ts';

const demoCategories: z.input<typeof DemoCategory>[] = [
  coffeeAndTea,
  kitchen,
  homeAndLiving,
  deskAndOffice,
  electronics,
  outdoorAndTravel,
  garden,
  booksAndGames,
  clothing,
  care,
];
const checked = z.array(DemoCategory).parse(demoCategories);

export const demoCatalogue = {
  categories: checked.map(({ id, slug, name }) => ({ id, slug, name })),
  /** `category` is a slug; `price` in minor units; pictures are drawn by the web service. */
  products: checked.flatMap(({ slug, products }) =>
    products.map((product) => ({
      ...product,
      category: slug,
      images: [{ url: `/pictures/${product.sku}.svg`, alt: product.name }],
    })),
  ),
};
export type DemoCatalogue = typeof demoCatalogue;
