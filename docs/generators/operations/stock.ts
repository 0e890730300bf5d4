/** Stock, for shoppers and merchants. */
import type { OperationTexts } from './operation-text.ts';
import { at, ids, stock as item } from './sample-data.ts';

export const stock: OperationTexts = {
  getStock: {
    description: 'How many pieces of a product can be ordered at this moment: what is on hand less what is reserved.',
    response: { productId: ids.product, available: 40, availability: 'in-stock' },
  },
  listStock: {
    description:
      'Stock of every product, or of one, with what is reserved and sold. `low=true` lists what is running out.',
    response: { items: [item], next: 'MDE5OGM1YTA' },
  },
  listMovements: {
    description:
      "Every change of a product's stock, newest first: who did it, by how much, for which order or reference.",
    response: {
      items: [
        {
          id: '61',
          productId: ids.product,
          type: 'reserved',
          quantity: 2,
          orderId: ids.order,
          actor: 'system',
          at: at.placed,
        },
      ],
    },
  },
  receiveStock: {
    description:
      'Adds goods that came in. `reference` is how you find the delivery again, such as the number of the delivery note.',
    request: { quantity: 60, reference: 'Delivery note 4711' },
    response: { ...item, available: 100, onHand: 102, received: 160, version: 62 },
  },
  adjustStock: {
    description:
      'Corrects the count after stocktaking, up or down, with the reason. What is reserved for orders can not be taken away: 409.',
    request: { delta: -1, reason: 'Broken in the warehouse' },
    response: { ...item, available: 39, onHand: 41, adjusted: -1, version: 62 },
  },
  announceDelivery: {
    description:
      "Shoppers see the day while the product is sold out; `null` withdraws it. It is an entry of the stock's movements, so it is known who announced what.",
    request: { expectedOn: '2026-12-03' },
    response: { ...item, expectedOn: '2026-12-03', version: 62 },
  },
};
