/** Sample data for the examples of the API document: one shop, one product, one customer, one order. */

export const ids = {
  product: '0198c5a0-7d1e-7c3a-9f10-4b6a5d0c1e2f',
  category: '0198c5a0-7d1e-7c3a-9f10-000000000007',
  customer: '0198c5a1-2b3c-7d4e-8f50-6a7b8c9d0e1f',
  merchant: '0198c5a1-0000-7d4e-8f50-00000000a001',
  order: '0198c5a2-9a8b-7c6d-8e5f-4a3b2c1d0e9f',
  refund: '0198c5a3-1111-7222-8333-444455556666',
  event: '0198c5a2-aaaa-7bbb-8ccc-ddddeeeeffff',
  trace: '4bf92f3577b34da6a3ce929d0e0e4736',
  line: '0198c5a2-0101-7202-8303-040405050606',
} as const;

export const at = {
  created: '2026-01-02T08:00:00.000Z',
  placed: '2026-01-31T12:00:00.000Z',
  paid: '2026-01-31T12:00:00.179Z',
  shipped: '2026-02-01T09:30:00.000Z',
} as const;

export const usd = (amount: number) => ({ amount, currency: 'USD' });

export const category = { id: ids.category, slug: 'garden', name: 'Garden' };

export const productInput = {
  sku: 'GARDEN-0042',
  name: 'Cedar Bird Feeder',
  description: 'Holds a litre of seed. Oiled cedar, made to be left outside.',
  price: usd(3_800),
  category: 'garden',
  brand: 'Fernhill',
  tags: ['birds', 'wood'],
  images: [{ url: 'https://images.example.com/feeder.jpg', alt: 'A bird feeder of cedar wood' }],
};

export const product = {
  ...productInput,
  id: ids.product,
  category,
  status: 'active',
  availability: 'in-stock',
  version: 3,
  createdAt: at.created,
  updatedAt: at.created,
};

const line = {
  productId: ids.product,
  sku: product.sku,
  name: product.name,
  unitPrice: usd(3_800),
  quantity: 2,
  lineTotal: usd(7_600),
};

export const cart = {
  items: [{ ...line, lineId: ids.line, image: productInput.images[0]?.url, availability: 'in-stock' }],
  total: usd(7_600),
  version: 'v7Qk2mZc',
  updatedAt: at.placed,
};

export const emptiedCart = { items: [], total: usd(0), version: 'v7Qk2mZd', updatedAt: at.placed };

export const address = {
  name: 'Robin Example',
  line1: '1 Harbour Street',
  city: 'Springfield',
  region: 'IL',
  postalCode: '62701',
  country: 'US',
};

export const placedOrder = {
  id: ids.order,
  number: 'M7K3QW9XB',
  status: 'PENDING',
  items: [line],
  total: usd(7_600),
  shippingAddress: address,
  payment: { status: 'PENDING', method: 'card' },
  refunded: usd(0),
  refunds: [],
  placedAt: at.placed,
  updatedAt: at.placed,
  version: 1,
};

export const order = {
  ...placedOrder,
  status: 'CONFIRMED',
  payment: { status: 'CAPTURED', method: 'card', reference: 'ch_1ade9f2ea655' },
  updatedAt: at.paid,
  version: 4,
};

export const cancelledOrder = {
  ...order,
  status: 'CANCELLED',
  cancellation: {
    reason: 'customer',
    detail: 'the customer cancelled the order',
    retryable: true,
    suggestion: 'Order again whenever you like.',
    note: 'Ordered the wrong size',
  },
  version: 5,
};

const ofMerchant = { customerId: ids.customer, stuck: false, held: false, units: 2 };

export const adminOrder = { ...order, ...ofMerchant };

export const shippedOrder = {
  ...adminOrder,
  status: 'SHIPPED',
  shipment: { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' },
  updatedAt: at.shipped,
  version: 5,
};

export const timeline = [
  {
    at: at.placed,
    service: 'order',
    type: 'order.placed',
    version: 1,
    actor: 'you',
    correlationId: ids.order,
    data: { number: order.number },
  },
  {
    at: at.paid,
    service: 'payment',
    type: 'payment.captured',
    actor: 'system',
    correlationId: ids.order,
    causationId: ids.event,
    data: { reference: order.payment.reference },
  },
];

export const stock = {
  productId: ids.product,
  available: 40,
  availability: 'in-stock',
  onHand: 42,
  reserved: 2,
  sold: 58,
  received: 100,
  adjusted: 0,
  version: 61,
  updatedAt: at.paid,
};

export const deadLetter = {
  service: 'inventory',
  id: ids.event,
  type: 'com.mambogo.order.placed.v1',
  subject: ids.order,
  kind: 'poison',
  error: 'lines: Required',
  status: 'waiting',
  tries: 1,
  filedAt: at.placed,
};

export const person = {
  id: ids.customer,
  login: 'robin',
  roles: ['USER'],
  secondFactor: true,
  createdAt: at.created,
  lastSeenAt: at.placed,
};

export const securityEvent = {
  id: ids.event,
  at: at.placed,
  code: 'login.failed',
  outcome: 'failure',
  network: '203.0.113.0/24',
  count: 1,
};
