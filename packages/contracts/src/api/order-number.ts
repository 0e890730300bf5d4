/** `M` and eight characters of Crockford's base32; orders of earlier releases have `M` and consecutive digits. */
export const orderNumberPattern = /^M([0-9A-HJKMNP-TV-Z]{8}|\d{1,15})$/;

/** An order number as typed by people: case-insensitive, with or without the leading `M`. */
export const typedOrderNumber = /^[Mm]?([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{8}|\d{1,15})$/;
/** Nine characters beginning with M are a complete number; eight may begin with M too. */
export const orderNumberOf = (typed: string): string => {
  const number = typed.toUpperCase();
  return orderNumberPattern.test(number) ? number : `M${number}`;
};
