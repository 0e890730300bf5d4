/** An order and its customer, as order and identity answer. */
import { MailContact, MailOrder } from '@mambogo/contracts/api/internal-mail.ts';
import { newId } from '@mambogo/contracts/ids.ts';

const money = (amount: number) => ({ amount, currency: 'EUR' });

export const sampleOrder = (changes: Partial<MailOrder> = {}): MailOrder =>
  MailOrder.parse({
    id: newId(),
    customerId: newId(),
    number: 'MA1B2C3D4',
    status: 'CONFIRMED',
    items: [
      {
        productId: newId(),
        sku: 'MUG-1',
        name: 'Mug <b>& Co</b>',
        unitPrice: money(1_250),
        quantity: 2,
        lineTotal: money(2_500),
      },
    ],
    total: money(2_500),
    shippingAddress: { name: 'Ada Lovelace', line1: 'Am Markt 1', city: 'Ulm', postalCode: '89073', country: 'DE' },
    payment: { status: 'CAPTURED', method: 'card' },
    refunded: money(0),
    refunds: [],
    placedAt: '2026-01-01T10:00:00.000Z',
    updatedAt: '2026-01-01T10:00:00.000Z',
    payBefore: '2026-01-01T10:30:00.000Z',
    version: 1,
    ...changes,
  });

export const sampleContact = (changes: Partial<MailContact> = {}): MailContact =>
  MailContact.parse({ login: 'ada', email: 'ada@example.com', language: 'en', ...changes });
