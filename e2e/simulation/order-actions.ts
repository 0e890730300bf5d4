/** People's actions on an order in a simulation. */
import type { RefundId } from '@mambogo/contracts/ids.ts';
import type { OrderAction } from '../../services/order/src/domain/order-command.ts';
import { freshId, products, type SimState } from './sim-state.ts';

const money = (amount: number) => ({ amount, currency: 'USD' });

const refund =
  (amount?: number) =>
  (sim: SimState): OrderAction => ({
    type: 'refund',
    refundId: freshId<RefundId>(sim, 'refund'),
    ...(amount ? { amount: money(amount) } : {}),
  });
/** Of the first product, which is in every order. */
const refundGoods =
  (quantity: number, restock: boolean) =>
  (sim: SimState): OrderAction => ({
    type: 'refund',
    refundId: freshId<RefundId>(sim, 'refund'),
    goods: products.slice(0, 1).map((productId) => ({ productId, quantity, restock })),
  });
const pay = (token: string) => (): OrderAction => ({ type: 'pay', token });

export const orderActions: readonly ((sim: SimState) => OrderAction)[] = [
  () => ({ type: 'cancel', by: 'customer' }),
  pay('tok_ok'),
  () => ({ type: 'cancel', by: 'merchant' }),
  refund(),
  refund(400),
  refundGoods(1, true),
  refundGoods(1, false),
  refundGoods(2, true),
  pay('tok_late'),
  pay('tok_action'),
  () => ({ type: 'ship', shipment: { carrier: 'Post', trackingNumber: '1' } }),
  () => ({ type: 'deliver' }),
  pay('tok_insufficient_funds'),
];
