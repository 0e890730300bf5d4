/** Composes mails about orders. Pure. */

import { addressLines } from '@mambogo/contracts/address/address-lines.ts';
import type { MailContact, MailOrder } from '@mambogo/contracts/api/internal-mail.ts';
import { formatMoney } from '@mambogo/contracts/currency/format-money.ts';
import type { MailLanguage } from '@mambogo/contracts/enumerations.ts';
import { formatTime } from './format-time.ts';
import type { MailContent } from './mail-content.ts';
import type { OrderMessageKind, Words } from './words.ts';
import { words } from './words-by-language.ts';

export interface OrderMail {
  readonly kind: OrderMessageKind;
  readonly order: MailOrder;
  readonly contact: MailContact;
  /** Which refund. */
  readonly reference: string | null;
  /** The shop's address without a trailing slash: every link begins with it. */
  readonly publicUrl: string;
}

/** `not-yet`: the order does not know of it yet. `outdated`: it is no longer true. */
export type Composed = MailContent | 'not-yet' | 'outdated';

export function composeOrderMail({ kind, order, contact, reference, publicUrl }: OrderMail): Composed {
  const language = contact.language ?? 'en';
  const text = words[language];
  const body = bodies[kind]({ order, text, language, reference });
  if (typeof body === 'string') return body;
  return {
    subject: text.orders[kind].subject(order.number),
    greeting: text.greeting(contact.login),
    footer: text.footer(new URL(publicUrl).host),
    button: {
      label: kind === 'payment-needed' ? text.pay : text.showOrder,
      url: `${publicUrl}${contact.guestToken ? `/auth/guest/${contact.guestToken}` : ''}/orders/${order.id}`,
    },
    ...body,
    paragraphs: [text.orders[kind].text, ...(body.paragraphs ?? [])],
  };
}

interface Ingredients {
  readonly order: MailOrder;
  readonly text: Words;
  readonly language: MailLanguage;
  readonly reference: string | null;
}
type Body = Partial<MailContent> | 'not-yet' | 'outdated';

const bodies: Readonly<Record<OrderMessageKind, (given: Ingredients) => Body>> = {
  'order-confirmed': (given) => ({ ...goods(given), facts: [deliveryTo(given)] }),

  'order-shipped': (given) => {
    const { order, text } = given;
    const { shipment } = order;
    if (!shipment) return 'not-yet';
    return {
      facts: [
        { label: text.carrier, lines: [shipment.carrier] },
        { label: text.trackingNumber, lines: [shipment.trackingNumber] },
        deliveryTo(given),
      ],
    };
  },

  'order-delivered': goods,

  'order-cancelled': (given) => {
    const { order, text } = given;
    if (!order.cancellation) return 'not-yet';
    const isPaid = order.payment.status === 'CAPTURED' || order.payment.status === 'PARTIALLY_REFUNDED';
    return {
      ...goods(given),
      paragraphs: [text.cancelled[order.cancellation.reason], ...(isPaid ? [text.refundFollows] : [])],
    };
  },

  'order-refunded': ({ order, text, language, reference }) => {
    const refund = order.refunds.find(({ refundId }) => refundId === reference);
    if (refund?.status !== 'DONE') return 'not-yet';
    return {
      totals: [
        { label: text.refund, amount: formatMoney(refund.amount, language) },
        { label: text.refundedSoFar, amount: formatMoney(order.refunded, language) },
      ],
    };
  },

  'payment-needed': (given) => {
    const { order, text, language } = given;
    const { status } = order.payment;
    const isOpen = order.status === 'PENDING' || order.status === 'AWAITING_PAYMENT';
    if (!isOpen || (status !== 'FAILED' && status !== 'ACTION_REQUIRED')) return 'outdated';
    return {
      ...goods(given),
      paragraphs: [
        status === 'FAILED' ? text.cardDeclined : text.confirmPayment,
        text.payBefore(formatTime(order.payment.action?.answerBefore ?? order.payBefore, language)),
      ],
    };
  },
};

function goods({ order, text, language }: Ingredients): Partial<MailContent> {
  return {
    items: order.items.map(({ name, quantity, lineTotal }) => ({
      name,
      quantity,
      amount: formatMoney(lineTotal, language),
    })),
    totals: [...quotedTotals(order, text, language), { label: text.total, amount: formatMoney(order.total, language) }],
  };
}

/** What leads from the goods to the total. Orders of earlier releases have no quote: they cost what their goods cost. */
function quotedTotals({ quote }: MailOrder, text: Words, language: MailLanguage): NonNullable<MailContent['totals']> {
  if (!quote) return [];
  const { currency, pricesIncludeTax, discounts, shipping, taxes } = quote;
  return [
    ...discounts.map(({ name, amount }) => ({ label: name, amount: -amount })),
    { label: shipping.name, amount: shipping.price },
    ...taxes.map(({ name, amount }) => ({ label: pricesIncludeTax ? text.including(name) : name, amount })),
  ]
    .filter(({ amount }) => amount !== 0)
    .map(({ label, amount }) => ({ label, amount: formatMoney({ amount, currency }, language) }));
}

function deliveryTo({ order: { shippingAddress }, text, language }: Ingredients) {
  const country = new Intl.DisplayNames(language, { type: 'region' }).of(shippingAddress.country);
  return { label: text.deliveredTo, lines: [...addressLines(shippingAddress), ...(country ? [country] : [])] };
}
