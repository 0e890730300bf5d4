/**
 * Drafts of rules: what a merchant types, as text, and its conversion to rules and back. Fields that are not numbers where they
 * should be are errors, under `<list>.<index>.<field>`; all else is validated by the service. Pure.
 */
import type { PriceRules } from '@mambogo/contracts/api/price-rules.ts';
import { formatMoneyInput, parseMoney } from '../parse-money.ts';

export interface Typed {
  readonly locale: string;
  readonly currency: string;
}

export type FieldErrors = Readonly<Record<string, 'amount' | 'number'>>;
export interface Parsed<R> {
  readonly rules: R;
  readonly errors: FieldErrors;
}

export type TaxRules = PriceRules['taxes'];
export type ShippingRules = PriceRules['shipping'];

/** Collects errors while a draft is parsed. */
export function createReader({ locale, currency }: Typed) {
  const errors: Record<string, 'amount' | 'number'> = {};
  return {
    errors,
    amount(text: string, at: string): number {
      const amount = parseMoney(text, locale, currency);
      if (amount === undefined) errors[at] = 'amount';
      return amount ?? 0;
    },
    /** Of `19` or `8.875`, in thousandths of a percent. */
    rate(text: string, at: string): number {
      const plain = text.trim().replace('%', '').replace(',', '.');
      if (!/^\s*\d{1,3}(\.\d{1,3})?\s*$/.test(plain)) errors[at] = 'number';
      return Math.round(Number(plain) * 1_000) || 0;
    },
    count(text: string, at: string): number {
      if (!/^\d{1,3}$/.test(text.trim())) errors[at] = 'number';
      return Number(text) || 0;
    },
  };
}

export const rateText = (rate: number): string => String(rate / 1_000);
export const amountText = (amount: number, { locale, currency }: Typed): string =>
  formatMoneyInput(amount, locale, currency);

export const words = (text: string): string[] => text.split(/[\s,;]+/).filter((word) => word !== '');

/** `DE` or `US-CA`; a region may be any text without spaces. */
export const placeText = ({ country, region }: { country: string; region?: string | undefined }): string =>
  region ? `${country}-${region}` : country;

export function placeOf(text: string): { country: string; region?: string } {
  const [country = '', ...region] = text.trim().split('-');
  return { country: country.toUpperCase(), ...(region.length > 0 ? { region: region.join('-') } : {}) };
}

export interface TaxDraft {
  readonly included: boolean;
  readonly defaultClass: string;
  readonly shippingClass: string;
  readonly classes: readonly { readonly key: string; readonly name: string; readonly skus: string }[];
  readonly rates: readonly {
    readonly name: string;
    readonly rate: string;
    readonly country: string;
    readonly region: string;
    readonly taxClass: string;
  }[];
}

export const taxDraft = ({ pricesIncludeTax, defaultClass, shippingClass, classes, rates }: TaxRules): TaxDraft => ({
  included: pricesIncludeTax,
  ...{ defaultClass, shippingClass },
  classes: classes.map(({ key, name, skus }) => ({ key, name, skus: skus.join('\n') })),
  rates: rates.map(({ name, at, taxClass, rate }) => ({
    ...{ name, taxClass },
    ...{ rate: rateText(rate), country: at.country, region: at.region ?? '' },
  })),
});

export function parseTaxes(draft: TaxDraft, typed: Typed): Parsed<TaxRules> {
  const read = createReader(typed);
  const rates = draft.rates.map(({ name, country, region, taxClass, rate }, i) => ({
    name,
    at: { country: country.trim().toUpperCase(), ...(region.trim() ? { region: region.trim() } : {}) },
    taxClass: taxClass.trim() || draft.defaultClass.trim(),
    rate: read.rate(rate, `rates.${i}.rate`),
  }));
  const classes = draft.classes.map(({ key, name, skus }) => ({ key: key.trim(), name, skus: words(skus) }));
  const rules = {
    pricesIncludeTax: draft.included,
    ...{ defaultClass: draft.defaultClass.trim(), shippingClass: draft.shippingClass.trim(), classes, rates },
  };
  return { rules, errors: read.errors };
}

export interface MethodDraft {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly zones: string;
  /** `from price`, one per line. */
  readonly tiers: string;
  readonly pickUp: boolean;
  readonly pickUpPlace: string;
  readonly pickUpAddress: string;
}

export const methodDrafts = ({ methods }: ShippingRules, typed: Typed): readonly MethodDraft[] =>
  methods.map(({ key, name, description, zones, tiers, pickUp }) => ({
    ...{ key, name, description: description ?? '' },
    zones: zones.map(placeText).join(', '),
    tiers: tiers.map(({ from, price }) => `${amountText(from, typed)}  ${amountText(price, typed)}`).join('\n'),
    pickUp: pickUp !== undefined,
    pickUpPlace: pickUp ? placeText(pickUp) : '',
    pickUpAddress: pickUp?.address ?? '',
  }));

export function parseMethods(drafts: readonly MethodDraft[], typed: Typed): Parsed<ShippingRules> {
  const read = createReader(typed);
  const methods = drafts.map((draft, i) => ({
    key: draft.key.trim(),
    name: draft.name,
    ...(draft.description.trim() ? { description: draft.description } : {}),
    zones: draft.zones
      .split(/[,;\n]/)
      .filter((zone) => zone.trim() !== '')
      .map(placeOf),
    tiers: draft.tiers
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => {
        const [from = '', price = '', ...more] = line.trim().split(/\s+/);
        const at = `methods.${i}.tiers`;
        return { from: read.amount(from, at), price: read.amount(more.length > 0 ? '?' : price, at) };
      }),
    ...(draft.pickUp ? { pickUp: { ...placeOf(draft.pickUpPlace), address: draft.pickUpAddress } } : {}),
  }));
  return { rules: { methods }, errors: read.errors };
}
