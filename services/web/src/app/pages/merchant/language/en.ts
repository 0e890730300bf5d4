/** English: what the pages have in common, the overview, and the parts of en-*.ts. German (de.ts) has the same keys, or does not compile. */
import { categories } from './en-categories.ts';
import { letters } from './en-dead-letters.ts';
import { orders } from './en-orders.ts';
import { people } from './en-people.ts';
import { products } from './en-products.ts';
import { security } from './en-security.ts';
import { stock } from './en-stock.ts';

export const messages = {
  common: {
    nav: 'Merchant pages',
    areas: {
      overview: 'Overview',
      orders: 'Orders',
      products: 'Products',
      stock: 'Stock',
      letters: 'Dead letters',
      people: 'People',
      security: 'Security',
    },
    forbiddenTitle: 'These pages are for merchants',
    forbiddenText:
      'You are logged in, but your account has no part in running the shop. Someone who runs it can give you one.',
    forbiddenArea: 'Your account may not work on this part of the shop.',
    loading: 'Loading …',
    more: 'Show more',
    back: 'Back',
    save: 'Save',
    optional: 'optional',
    search: 'Search',
    filters: 'Filters',
    clear: 'Clear filters',
    any: 'Any',
    refresh: 'Look again',
    required: 'Please fill this in.',
    reason: 'Reason',
  },
  problems: {
    notAnyMore: 'This is not possible any more: the order has moved on. It is shown as it is now.',
    looksLikeAttack: 'The shop’s gate took this text for an attack. Say it in other words.',
    inFlight: 'The same request is still being worked on. Wait a moment, then press again: it will be done once.',
    notTaken: (detail: string) => `The shop did not take it: ${detail}`,
  },
  overview: {
    title: 'What needs you',
    allWell: 'Nothing is waiting for you.',
    some: (n: number) => `${n} ${n === 1 ? 'thing needs' : 'things need'} your attention.`,
    atLeast: (n: number) => `${n}+`,
    stuck: ['Stuck orders', 'Overdue: unpaid past their time, or ended without an answer from stock or money.'],
    held: ['Set aside, unpaid', 'Goods that wait for their customer to approve a payment or try another card.'],
    ship: ['To be shipped', 'Paid and confirmed: the goods can leave the house.'],
    low: ['Running out', 'Few pieces left, or none.'],
    letters: ['Dead letters', 'Events a service could not handle. They wait to be handled again or put aside.'],
    broken: [
      'Books that do not add up',
      'Checked every ten minutes: orders, money and stock must agree, and nothing may wait too long.',
    ],
    none: 'None',
    all: 'See all',
    left: (n: string) => `${n} left`,
    unavailable: (services: string) => `Could not be asked: ${services}`,
  },
  notes: {
    ofOrder: 'Notes about this order',
    ofCustomer: 'Notes about this customer',
    text: 'For staff only. Customers never see them, and they cannot be changed later.',
    add: 'New note',
    save: 'Add note',
  },
  orders,
  products,
  categories,
  stock,
  letters,
  people,
  security,
};

export type MerchantMessages = typeof messages;
