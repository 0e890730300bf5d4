/** Standard reasons of refunds, for responses, logs and events. They never contain free text. */
export const refundReasons = { shop: 'the shop pays it back', cancelled: 'the order was cancelled' } as const;

/** Maps free text of earlier releases to the shop's standard reason. */
export const standardRefundReason = (reason: string): string =>
  reason === refundReasons.cancelled ? reason : refundReasons.shop;
