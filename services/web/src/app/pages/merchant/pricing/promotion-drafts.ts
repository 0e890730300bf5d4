/** Drafts of promotions. Times are those of the merchant's browser. Pure, but for its time zone. */
import type { PriceRules, Promotion } from '@mambogo/contracts/api/price-rules.ts';
import { amountText, createReader, type Parsed, rateText, type Typed, words } from './rule-drafts.ts';

export interface PromotionDraft {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly active: boolean;
  /** `YYYY-MM-DDTHH:MM`, local; empty: none. */
  readonly starts: string;
  readonly ends: string;
  readonly minimum: string;
  readonly skus: string;
  readonly type: Promotion['effect']['type'];
  readonly percent: string;
  readonly amount: string;
  readonly buy: string;
  readonly get: string;
}

export const newPromotion: PromotionDraft = {
  ...{ key: '', name: '', code: '', active: true, starts: '', ends: '', minimum: '', skus: '' },
  ...{ type: 'percentage', percent: '10', amount: '', buy: '2', get: '1' },
};

export const promotionDrafts = ({ promotions }: PriceRules['promotions'], typed: Typed): readonly PromotionDraft[] =>
  promotions.map(({ key, name, code, active, startsAt, endsAt, minimumValue, skus, effect }) => ({
    ...newPromotion,
    ...{ key, name, code: code ?? '', active, type: effect.type },
    starts: startsAt ? localTime(startsAt) : '',
    ends: endsAt ? localTime(endsAt) : '',
    minimum: minimumValue === undefined ? '' : amountText(minimumValue, typed),
    skus: skus?.join('\n') ?? '',
    ...(effect.type === 'percentage' ? { percent: rateText(effect.rate) } : {}),
    ...(effect.type === 'amount' ? { amount: amountText(effect.amount, typed) } : {}),
    ...(effect.type === 'buy-x-get-y' ? { buy: String(effect.buy), get: String(effect.get) } : {}),
  }));

export function parsePromotions(drafts: readonly PromotionDraft[], typed: Typed): Parsed<PriceRules['promotions']> {
  const read = createReader(typed);
  const promotions = drafts.map((draft, i): Promotion => {
    const at = (field: keyof PromotionDraft) => `promotions.${i}.${field}`;
    const effect = (): Promotion['effect'] => {
      switch (draft.type) {
        case 'percentage':
          return { type: draft.type, rate: read.rate(draft.percent, at('percent')) };
        case 'amount':
          return { type: draft.type, amount: read.amount(draft.amount, at('amount')) };
        case 'buy-x-get-y':
          return { type: draft.type, buy: read.count(draft.buy, at('buy')), get: read.count(draft.get, at('get')) };
        case 'free-shipping':
          return { type: draft.type };
      }
    };
    const skus = words(draft.skus);
    return {
      ...{ key: draft.key.trim(), name: draft.name, active: draft.active },
      ...(draft.code.trim() ? { code: draft.code.trim().toUpperCase() } : {}),
      ...(draft.starts ? { startsAt: new Date(draft.starts).toISOString() } : {}),
      ...(draft.ends ? { endsAt: new Date(draft.ends).toISOString() } : {}),
      ...(draft.minimum.trim() ? { minimumValue: read.amount(draft.minimum, at('minimum')) } : {}),
      ...(skus.length > 0 ? { skus } : {}),
      effect: effect(),
    };
  });
  return { rules: { promotions }, errors: read.errors };
}

function localTime(iso: string): string {
  const time = new Date(iso);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
