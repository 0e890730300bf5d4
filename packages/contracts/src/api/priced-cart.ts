/**
 * The cart with the prices last shown to its owner, which the order service compares with the catalogue. GET, with the owner's
 * token; returns a `Cart`. Internal: the gateway never routes it.
 */
export const pricedCartPath = '/internal/cart';
