/** An event type without the common prefix: `payment.captured.v1`. Pure. */
export const shortType = (type: string): string => type.replace(/^com\.mambogo\./, '');
