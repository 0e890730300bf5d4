/** `M` and eight characters of Crockford's base32; orders of earlier releases have `M` and consecutive digits. */
export const orderNumberPattern = /^M([0-9A-HJKMNP-TV-Z]{8}|\d{1,15})$/;

/** The same as people type it: in any case, with or without its `M`. */
export const typedOrderNumber = /^[Mm]?([0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{8}|\d{1,15})$/;
/** Nine letters with the first an M are a whole number; eight may begin with an M too. */
export const orderNumberOf = (typed: string): string => {
  const number = typed.toUpperCase();
  return orderNumberPattern.test(number) ? number : `M${number}`;
};
