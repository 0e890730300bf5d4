/** Shipping methods for a place, and their prices. Pure. */
import type { Place, ShippingMethodRule, ShippingRules } from '@mambogo/contracts/api/price-rules.ts';

/** In the order of the rules. */
export const methodsFor = ({ methods }: ShippingRules, place: Place): readonly ShippingMethodRule[] =>
  methods.filter(({ zones }) => zones.length === 0 || zones.some((zone) => isWithin(place, zone)));

const isWithin = (place: Place, zone: Place): boolean =>
  place.country === zone.country && (zone.region === undefined || zone.region === place.region);

/** @param value of the goods, after discounts */
export const priceOfMethod = ({ tiers }: ShippingMethodRule, value: number): number =>
  tiers.findLast(({ from }) => from <= value)?.price ?? 0;

/** Where taxes of an order are due: where the goods are handed over. */
export const taxPlace = ({ pickUp }: ShippingMethodRule, address: Place): Place => pickUp ?? address;
