/** Promotions, by code or automatic. */
import type { Promotion } from '@mambogo/contracts/api/price-rules.ts';
import { SelectField, TextArea, TextField } from '../../../design/field.tsx';
import { shopConfig } from '../../../shop-config.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useLocale } from '../parts/use-locale.ts';
import { newPromotion, type PromotionDraft, parsePromotions, promotionDrafts } from './promotion-drafts.ts';
import { CheckField, EntryList, RulesFrame } from './rules-frame.tsx';
import { useRulesForm } from './use-rules-form.ts';

const types: readonly Promotion['effect']['type'][] = ['percentage', 'amount', 'buy-x-get-y', 'free-shipping'];
/** What each kind of discount needs besides. */
const fieldsOf = {
  percentage: ['percent'],
  amount: ['amount'],
  'buy-x-get-y': ['buy', 'get'],
  'free-shipping': [],
} as const satisfies Record<Promotion['effect']['type'], readonly (keyof PromotionDraft)[]>;

export function PromotionsForm() {
  const { pricing } = useMerchantMessages();
  const texts = pricing.promotions;
  const typed = { locale: useLocale(), currency: shopConfig.currency };
  const form = useRulesForm(
    'promotions',
    (rules) => promotionDrafts(rules, typed),
    (draft) => parsePromotions(draft, typed),
  );
  const labels = { percent: pricing.percent, amount: texts.amount, buy: texts.buy, get: texts.get };
  return (
    <RulesFrame form={form}>
      {(draft) => (
        <EntryList
          title={pricing.kinds.promotions}
          none={texts.none}
          entries={draft}
          added={newPromotion}
          onChange={form.change}
          titleOf={({ name, code }) => [name, code].filter(Boolean).join(' · ')}
        >
          {(promotion, index, change) => {
            const text = (field: Exclude<keyof PromotionDraft, 'active' | 'type'>) => ({
              value: promotion[field],
              error: form.errorOf(`promotions.${index}.${field}`),
              onChange: ({ target }: { readonly target: { readonly value: string } }) =>
                change({ [field]: target.value }),
            });
            return (
              <>
                <TextField label={pricing.key} hint={pricing.keyHint} {...text('key')} />
                <TextField label={pricing.name} hint={pricing.nameHint} {...text('name')} />
                <TextField label={texts.code} hint={texts.codeHint} {...text('code')} />
                <CheckField label={texts.active} checked={promotion.active} onChange={(active) => change({ active })} />
                <SelectField
                  label={texts.type}
                  value={promotion.type}
                  onChange={({ target }) =>
                    change({ type: types.find((type) => type === target.value) ?? 'percentage' })
                  }
                >
                  {types.map((type) => (
                    <option key={type} value={type}>
                      {texts.types[type]}
                    </option>
                  ))}
                </SelectField>
                {fieldsOf[promotion.type].map((field) => (
                  <TextField key={field} label={labels[field]} inputMode="decimal" {...text(field)} />
                ))}
                <TextField label={texts.minimum} inputMode="decimal" {...text('minimum')} />
                <TextField label={texts.starts} type="datetime-local" {...text('starts')} />
                <TextField label={texts.ends} type="datetime-local" {...text('ends')} />
                <TextArea label={pricing.skus} hint={pricing.skusHint} {...text('skus')} />
              </>
            );
          }}
        </EntryList>
      )}
    </RulesFrame>
  );
}
