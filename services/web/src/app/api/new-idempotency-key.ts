/** A fresh random key, such as an Idempotency-Key. Not `randomUUID`: browsers have that on encrypted pages only. */
export const newIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
