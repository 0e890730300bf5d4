/** Rejections of user actions. Their messages are shown to the user as they are. */

/** The order's status does not allow the action. */
export class InvalidTransition extends Error {
  override name = 'InvalidTransition';
}

/** The requested refund exceeds what is left of the payment. */
export class RefundExceedsPayment extends Error {
  override name = 'RefundExceedsPayment';
}

/** The refund names more units than were ordered and not yet refunded. */
export class GoodsExceedOrder extends Error {
  override name = 'GoodsExceedOrder';
}
