/** Why money goes back, as answers, logs and events say it: nobody's own words. */
export const refundReasons = { shop: 'the shop pays it back', cancelled: 'the order was cancelled' } as const;

/** What an earlier release let somebody write there is put as the shop's. */
export const standardRefundReason = (reason: string): string =>
  reason === refundReasons.cancelled ? reason : refundReasons.shop;
