/** `M` and eight characters of Crockford's base32; orders of earlier releases have `M` and consecutive digits. */
export const orderNumberPattern = /^M([0-9A-HJKMNP-TV-Z]{8}|\d{1,15})$/;
