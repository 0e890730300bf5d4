/** An event's type without what is the same in all of ours: `payment.captured.v1`. Pure. */
export const shortType = (type: string): string => type.replace(/^com\.mambogo\./, '');
