/** Reads the order filters from the URL. Invalid parameters are ignored. Pure. */
import { orderNumberPattern } from '@mambogo/contracts/api/order-number.ts';
import type { OrderStatus } from '@mambogo/contracts/api/orders.ts';
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { limits } from '@mambogo/contracts/limits.ts';
import { personId } from '../parts/person-id.ts';

export interface OrderSearch {
  readonly number?: string;
  readonly customer?: string;
  readonly status?: OrderStatus;
  readonly stuck?: true;
  readonly held?: true;
  readonly name?: string;
  readonly email?: string;
  readonly sku?: string;
  /** ISO 8601. */
  readonly placedFrom?: string;
  readonly placedBefore?: string;
  /** Minor units. */
  readonly minTotal?: number;
  readonly maxTotal?: number;
}

export function readOrderSearch(address: URLSearchParams): OrderSearch {
  return {
    number: orderNumber(address.get('number') ?? ''),
    customer: personId(address.get('customer') ?? ''),
    status: orderStatuses.find((status) => status === address.get('status')),
    stuck: address.get('stuck') === 'yes' ? true : undefined,
    held: address.get('held') === 'yes' ? true : undefined,
    name: text(address.get('name'), limits.text.personName),
    email: text(address.get('email'), limits.text.email),
    sku: sku(address.get('sku') ?? ''),
    placedFrom: beginOfDay(address.get('from') ?? ''),
    placedBefore: beginOfDay(address.get('to') ?? '', 1),
    minTotal: minorUnits(address.get('min')),
    maxTotal: minorUnits(address.get('max')),
  };
}

const text = (typed: string | null, most: number): string | undefined => typed?.trim().slice(0, most) || undefined;

/** Upper-cased; undefined if it is not a SKU. */
export function sku(typed: string): string | undefined {
  const plain = typed.trim().toUpperCase();
  const { min, max, pattern } = limits.sku;
  return plain.length >= min && plain.length <= max && pattern.test(plain) ? plain : undefined;
}

/** The start of a day in the local time zone, such as 2026-01-31, plus some days; undefined if it is not a date. */
export function beginOfDay(day: string, later = 0): string | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (!year || !month || !date) return undefined;
  const begin = new Date(Number(year), Number(month) - 1, Number(date) + later);
  return begin.getFullYear() < 1_970 ? undefined : begin.toISOString();
}

const minorUnits = (given: string | null): number | undefined =>
  given && /^\d{1,15}$/.test(given) ? Number(given) : undefined;

/**
 * Accepts an order number with or without the M, in any case, grouped, and with O for 0 and I or L for 1. `7k3q-w9xb` is
 * M7K3QW9XB; `1042`, from an earlier release, is M1042.
 */
export function orderNumber(typed: string): string | undefined {
  const plain = typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1');
  return [plain, `M${plain}`].find((number) => orderNumberPattern.test(number));
}
