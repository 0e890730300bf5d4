/**
 * The cart as its owner was last shown it, prices not asked anew: what the order service compares the catalogue with. GET,
 * with the owner's token; answers a `Cart`. Internal: the gateway never routes it.
 */
export const pricedCartPath = '/internal/cart';
