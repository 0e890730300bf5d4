/** API views of an order: for its customer and for merchants. */
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import type { Order } from '@mambogo/contracts/api/orders.ts';
import { standardRefundReason } from '@mambogo/contracts/api/refund-reasons.ts';
import type { PersonalData } from '@mambogo/service/crypto/personal-data.ts';
import { standardDetail } from '../domain/cancellation.ts';
import type { OrderState } from '../domain/order-state.ts';
import type { FoundOrder } from '../store/find-orders.ts';
import { type Personal, personalOf } from './personal.ts';
import { cancellationNote, refundNote, type ShopNote } from './shop-notes.ts';

/** Shown once the key of the customer's data is deleted. */
const erasedPersonal: Personal = {
  shippingAddress: { name: '(erased)', line1: '(erased)', city: '(erased)', postalCode: '-', country: 'ZZ' },
};

export const toOrder = (found: FoundOrder, personalData: PersonalData): Order =>
  orderView(found, readPersonal(found, personalData));

const readPersonal = (found: FoundOrder, personalData: PersonalData): Personal =>
  personalOf(found, personalData) ?? erasedPersonal;

function orderView(
  { id, state, version, placedAt, updatedAt }: FoundOrder,
  { shippingAddress, ...notes }: Personal,
): Order {
  return {
    id,
    number: state.number,
    status: state.status,
    items: state.lines.map(({ cartLineId: _, ...line }) => line),
    total: state.total,
    ...(state.quote ? { quote: state.quote } : {}),
    shippingAddress,
    payment: paymentView(state),
    ...(state.status === 'CANCELLED' ? { cancellation: withoutHiddenNotes(cancellationView(state, notes)) } : {}),
    ...(state.shipment ? { shipment: state.shipment } : {}),
    refunded: state.refunded,
    refunds: refundViews(state, notes).map(withoutHiddenNotes),
    placedAt: placedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    version,
  };
}

export function toAdminOrder(found: FoundOrder, personalData: PersonalData): AdminOrder {
  const { state } = found;
  const personal = readPersonal(found, personalData);
  return {
    ...orderView(found, personal),
    ...(state.status === 'CANCELLED' ? { cancellation: cancellationView(state, personal) } : {}),
    refunds: refundViews(state, personal),
    customerId: found.state.customerId,
    stuck: found.stuck,
    held: found.held,
    units: found.state.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

type Notes = Pick<Personal, 'note' | 'shopNotes'>;

/** With the shop's note, visible to the customer or not. */
const cancellationView = (
  state: Extract<OrderState, { status: 'CANCELLED' }>,
  { note, shopNotes }: Notes,
): NonNullable<AdminOrder['cancellation']> => ({
  ...state.cancellation,
  detail: standardDetail(state.cancellation),
  note,
  ...visibleNote(cancellationNote(state, shopNotes)),
});

const refundViews = ({ refunds }: OrderState, { shopNotes }: Notes): AdminOrder['refunds'] =>
  refunds.map((refund) => ({
    ...refund,
    reason: refund.status === 'FAILED' ? refund.reason : standardRefundReason(refund.reason),
    ...visibleNote(refundNote(refund, shopNotes)),
  }));

const visibleNote = (note: ShopNote | undefined) =>
  note ? { shopNote: note.text, shopNoteVisible: note.visibleToCustomer } : {};

/** Removes a shop note that is not visible to the customer. */
function withoutHiddenNotes<T extends { shopNote?: string; shopNoteVisible?: boolean }>({
  shopNote,
  shopNoteVisible,
  ...rest
}: T) {
  return { ...rest, ...(shopNote && shopNoteVisible ? { shopNote } : {}) };
}

function paymentView({ payment, refunded }: FoundOrder['state']): Order['payment'] {
  const method = 'card';
  switch (payment.status) {
    case 'CAPTURED': {
      const { reference, amount } = payment;
      const status =
        refunded.amount === 0 ? 'CAPTURED' : refunded.amount < amount.amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED';
      return { status, method, reference };
    }
    case 'FAILED':
      return { status: 'FAILED', method, failure: payment.failure };
    case 'ACTION_REQUIRED':
      return { status: 'ACTION_REQUIRED', method, action: { url: payment.url, answerBefore: payment.answerBefore } };
    case 'VOIDED':
      return { status: 'FAILED', method, failure: payment.failure };
    case 'PENDING':
      return { status: 'PENDING', method };
  }
}
