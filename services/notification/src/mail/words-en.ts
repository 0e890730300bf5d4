/** Mails in English. */
import type { Words } from './words.ts';

export const en: Words = {
  greeting: (name) => (name === undefined ? 'Hello,' : `Hello ${name},`),
  footer: (shop) => `You get this message because of an order at ${shop}.`,
  orders: {
    'order-confirmed': {
      subject: (number) => `Order ${number} is confirmed`,
      text: 'thank you for your order. It is paid, and we are getting it ready to ship.',
    },
    'order-shipped': {
      subject: (number) => `Order ${number} is on its way`,
      text: 'your order has been shipped.',
    },
    'order-delivered': {
      subject: (number) => `Order ${number} was delivered`,
      text: 'your order was delivered. We hope you like it.',
    },
    'order-cancelled': {
      subject: (number) => `Order ${number} was cancelled`,
      text: 'your order was cancelled.',
    },
    'order-refunded': {
      subject: (number) => `Refund for order ${number}`,
      text: 'we have refunded you. It can take some days until your bank shows it.',
    },
    'payment-needed': {
      subject: (number) => `Order ${number} still has to be paid`,
      text: 'your order is reserved for you, but it is not paid yet.',
    },
  },
  cancelled: {
    'out-of-stock': 'Something in it was no longer in stock.',
    'payment-failed': 'The payment did not succeed.',
    'payment-window': 'It was not paid in time.',
    'reservation-expired': 'It was not paid in time.',
    customer: 'You asked for it.',
    merchant: 'The shop had to cancel it.',
  },
  refundFollows: 'What you have paid is refunded.',
  payBefore: (time) => `Please pay by ${time}; after that it is cancelled.`,
  cardDeclined: 'Your card was declined. You can try again or use another card.',
  confirmPayment: 'Your bank asks you to confirm the payment.',
  total: 'Total',
  including: (tax) => `including ${tax}`,
  refund: 'Refund',
  refundedSoFar: 'Refunded in all',
  deliveredTo: 'Delivery to',
  carrier: 'Carrier',
  trackingNumber: 'Tracking number',
  showOrder: 'Show the order',
  pay: 'Pay now',
  passwordReset: {
    subject: 'Choose a new password',
    text: 'somebody asked for a new password of your account. The link below lets you choose one.',
    expires: (time) => `It works once, until ${time}.`,
    notYou: 'If this was not you, ignore this message: your password stays as it is.',
    button: 'Choose a new password',
    footer: (shop) => `You get this message because a new password was asked for at ${shop}.`,
  },
};
