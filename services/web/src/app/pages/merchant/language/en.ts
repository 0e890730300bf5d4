/** English: texts shared by all pages, the overview, and the parts in en-*.ts. de.ts must have the same keys, or it does not compile. */
import { actions } from './en-actions.ts';
import { categories } from './en-categories.ts';
import { letters } from './en-dead-letters.ts';
import { orders } from './en-orders.ts';
import { people } from './en-people.ts';
import { pricing } from './en-pricing.ts';
import { products } from './en-products.ts';
import { security } from './en-security.ts';
import { settings } from './en-settings.ts';
import { stock } from './en-stock.ts';

export const messages = {
  common: {
    nav: 'Merchant dashboard',
    areas: {
      overview: 'Overview',
      orders: 'Orders',
      products: 'Products',
      pricing: 'Prices',
      stock: 'Stock',
      letters: 'Dead letters',
      people: 'People',
      security: 'Security',
      actions: 'Staff actions',
      settings: 'Settings',
    },
    forbiddenTitle: 'Merchant access required',
    forbiddenText:
      'You are logged in, but your account has no access to the merchant dashboard. Ask an administrator for access.',
    forbiddenArea: 'Your account has no access to this section.',
    loading: 'Loading …',
    more: 'Show more',
    back: 'Back',
    save: 'Save',
    optional: 'optional',
    search: 'Search',
    filters: 'Filters',
    clear: 'Clear filters',
    any: 'Any',
    refresh: 'Refresh',
    export: { csv: 'Export as CSV', jsonl: 'Export as JSON Lines' },
    required: 'Please fill this in.',
    reason: 'Reason',
  },
  problems: {
    notAnyMore: 'This is no longer possible: the order has changed. The order shown is now up to date.',
    looksLikeAttack: 'The shop’s firewall blocked this text as a possible attack. Please rephrase it.',
    inFlight: 'The same request is still being processed. Wait a moment and try again: it will not be done twice.',
    notTaken: (detail: string) => `The request was rejected: ${detail}`,
  },
  overview: {
    title: 'Needs attention',
    allWell: 'Nothing needs your attention.',
    some: (n: number) => `${n} ${n === 1 ? 'area needs' : 'areas need'} your attention.`,
    atLeast: (n: number) => `${n}+`,
    stuck: ['Stuck orders', 'Overdue: not paid in time, or ended without a response from inventory or payment.'],
    held: ['Reserved, unpaid', 'The customer still has to approve the payment or try another card.'],
    ship: ['Ready to ship', 'Paid and confirmed orders.'],
    low: ['Low stock', 'Products with few or no items left.'],
    letters: ['Dead letters', 'Events that a service could not process. Replay or discard them.'],
    broken: [
      'Failed consistency checks',
      'Checked every ten minutes: orders, payments and stock must match, and nothing may wait too long.',
    ],
    none: 'None',
    all: 'See all',
    left: (n: string) => `${n} left`,
    unavailable: (services: string) => `Unavailable: ${services}`,
  },
  notes: {
    ofOrder: 'Notes about this order',
    ofCustomer: 'Notes about this customer',
    text: 'For staff only. Customers never see these notes, and they can’t be changed later.',
    add: 'New note',
    save: 'Add note',
  },
  orders,
  pricing,
  products,
  categories,
  stock,
  letters,
  people,
  security,
  actions,
  settings,
};

export type MerchantMessages = typeof messages;
