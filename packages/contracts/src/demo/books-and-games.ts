/** Demo products: books and games. */
import type { DemoCategory } from './demo-category.ts';

export const booksAndGames: DemoCategory = {
  id: '0198c5a0-0800-7000-8000-000000000000',
  slug: 'books-and-games',
  name: 'Books & Games',
  products: [
    {
      id: '0198c5a0-0801-7000-8000-000000000001',
      sku: 'BOK-CKB-SSN',
      name: 'Four Seasons, One Pan',
      description:
        'A hundred and twenty suppers for one pan and whatever the month gives, by a cook who hates washing up. Cloth-bound, lies flat.',
      price: 2_800,
      brand: 'Lantern Press',
      tags: ['book', 'cooking'],
      stock: 1_450,
    },
    {
      id: '0198c5a0-0802-7000-8000-000000000002',
      sku: 'BOK-ATL-SEA',
      name: 'An Atlas of Small Seas',
      description:
        'Forty-one seas that are hardly on the map: their winds, their ferries, the people who live around them. Maps drawn for this book in five colours.',
      price: 4_500,
      brand: 'Lantern Press',
      tags: ['book', 'maps', 'travel'],
      stock: 620,
    },
    {
      id: '0198c5a0-0803-7000-8000-000000000003',
      sku: 'BOK-NVL-LTH',
      name: 'The Lighthouse Ledger',
      description:
        "A keeper's daughter finds that three years of the log are in her own hand. A novel about memory, weather and bookkeeping.",
      price: 1_290,
      brand: 'Lantern Press',
      tags: ['book', 'novel', 'fiction'],
      stock: 3_600,
    },
    {
      id: '0198c5a0-0804-7000-8000-000000000004',
      sku: 'BOK-KID-OWL',
      name: 'Owl Counts the Stars',
      description:
        'A picture book for the last ten minutes of the day. Thick pages, thirty-two stars to find, one owl who always misses the same one.',
      price: 1_590,
      brand: 'Lantern Press',
      tags: ['book', 'children', 'picture-book'],
      stock: 2_200,
    },
    {
      id: '0198c5a0-0805-7000-8000-000000000005',
      sku: 'GAM-BRD-HRB',
      name: 'Harbourmasters',
      description:
        'Berth, load and send away ships before the tide turns. Two to five players, an hour, rules on one page and arguments for weeks.',
      price: 4_400,
      brand: 'Tabletop Union',
      tags: ['board-game', 'strategy', 'family'],
      stock: 540,
    },
    {
      id: '0198c5a0-0806-7000-8000-000000000006',
      sku: 'GAM-CRD-TRK',
      name: 'Thirteen Tricks',
      description:
        'A trick-taking game in which you win by guessing how badly you will do. Three to six players, twenty minutes a hand.',
      price: 1_490,
      brand: 'Tabletop Union',
      tags: ['card-game', 'party'],
      stock: 2_700,
    },
    {
      id: '0198c5a0-0807-7000-8000-000000000007',
      sku: 'GAM-PZL-1KB',
      name: 'Botanical Jigsaw, 1,000 pieces',
      description:
        'A plate of alpine flowers from 1887 on linen-finished board with pieces that click. A poster of the picture lies in the box.',
      price: 2_300,
      brand: 'Tabletop Union',
      tags: ['puzzle', 'jigsaw'],
      stock: 890,
    },
    {
      id: '0198c5a0-0808-7000-8000-000000000008',
      sku: 'GAM-CHS-WAL',
      name: 'Walnut Chess Set',
      description:
        'Weighted Staunton pieces in walnut and maple on a folding board that stores them. Kings 85 mm tall, felted feet.',
      price: 8_900,
      brand: 'Woodmere',
      tags: ['chess', 'wood', 'board-game'],
      stock: 3,
    },
  ],
};
