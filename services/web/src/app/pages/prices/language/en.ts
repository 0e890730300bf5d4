/** English: what an order costs. */
export const messages = {
  items: 'Items',
  shipping: (method: string) => `Shipping: ${method}`,
  free: 'Free',
  discount: (name: string, code?: string) => (code ? `${name} (${code})` : name),
  added: (name: string, rate: string) => `${name} ${rate}`,
  included: (name: string, rate: string, amount: string) => `incl. ${rate} ${name}: ${amount}`,
  total: 'Total',
  method: 'Shipping',
  pickUp: 'Collect at:',
  notDelivered: 'We do not deliver to this address. Please choose another one.',
  unavailable: 'The total cannot be calculated at the moment, so you cannot order yet. Your cart is kept.',
  again: 'Try again',
  code: 'Discount code',
  apply: 'Apply',
  remove: (code: string) => `Remove ${code}`,
  badCode: 'A code has 3 to 30 letters, digits and hyphens.',
  tooManyCodes: (n: number) => `At most ${n} codes can be used for one order.`,
  results: {
    applied: 'applied',
    unknown: 'This code does not exist.',
    'not-yet': 'This code is not valid yet.',
    expired: 'This code has expired.',
    'minimum-value': (value: string) => `This code is for orders of ${value} or more.`,
    'no-products': 'This code is for other products.',
  },
};
export type PriceMessages = typeof messages;
