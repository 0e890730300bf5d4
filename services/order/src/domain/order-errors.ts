/** Why a person's wish can't be: said to them as it is. */

/** The order has gone too far, or not far enough. */
export class InvalidTransition extends Error {
  override name = 'InvalidTransition';
}

/** More is asked back than is left of what was paid. */
export class RefundExceedsPayment extends Error {
  override name = 'RefundExceedsPayment';
}

/** More pieces are to be paid back than were ordered, less those that were. */
export class GoodsExceedOrder extends Error {
  override name = 'GoodsExceedOrder';
}
