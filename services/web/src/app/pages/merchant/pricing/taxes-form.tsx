/** Tax rates by country, region and class, and the products of each class. */
import { TextArea, TextField } from '../../../design/field.tsx';
import { shopConfig } from '../../../shop-config.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useLocale } from '../parts/use-locale.ts';
import { parseTaxes, taxDraft } from './rule-drafts.ts';
import { CheckField, EntryList, RulesFrame } from './rules-frame.tsx';
import { useRulesForm } from './use-rules-form.ts';

export function TaxesForm() {
  const { pricing } = useMerchantMessages();
  const texts = pricing.taxes;
  const typed = { locale: useLocale(), currency: shopConfig.currency };
  const form = useRulesForm('taxes', taxDraft, (draft) => parseTaxes(draft, typed));
  return (
    <RulesFrame form={form}>
      {(draft) => {
        const set = (fields: Partial<typeof draft>) => form.change({ ...draft, ...fields });
        return (
          <>
            <section className="card stack">
              <CheckField label={texts.included} checked={draft.included} onChange={(included) => set({ included })} />
              <TextField
                label={texts.defaultClass}
                value={draft.defaultClass}
                onChange={({ target }) => set({ defaultClass: target.value })}
              />
              <TextField
                label={texts.shippingClass}
                value={draft.shippingClass}
                onChange={({ target }) => set({ shippingClass: target.value })}
              />
            </section>
            <EntryList
              title={texts.rates}
              none={texts.none}
              entries={draft.rates}
              added={{ name: '', rate: '', country: '', region: '', taxClass: draft.defaultClass }}
              onChange={(rates) => set({ rates })}
              titleOf={({ name, rate, country }) => [name, rate && `${rate} %`, country].filter(Boolean).join(' ')}
            >
              {(rate, index, change) => (
                <>
                  <TextField
                    label={pricing.name}
                    hint={pricing.nameHint}
                    value={rate.name}
                    onChange={({ target }) => change({ name: target.value })}
                  />
                  <TextField
                    label={pricing.percent}
                    inputMode="decimal"
                    value={rate.rate}
                    error={form.errorOf(`rates.${index}.rate`)}
                    onChange={({ target }) => change({ rate: target.value })}
                  />
                  <TextField
                    label={texts.country}
                    value={rate.country}
                    onChange={({ target }) => change({ country: target.value })}
                  />
                  <TextField
                    label={texts.region}
                    value={rate.region}
                    onChange={({ target }) => change({ region: target.value })}
                  />
                  <TextField
                    label={texts.taxClass}
                    value={rate.taxClass}
                    onChange={({ target }) => change({ taxClass: target.value })}
                  />
                </>
              )}
            </EntryList>
            <EntryList
              title={texts.classes}
              entries={draft.classes}
              added={{ key: '', name: '', skus: '' }}
              onChange={(classes) => set({ classes })}
              titleOf={({ name, key }) => name || key}
            >
              {(one, _index, change) => (
                <>
                  <TextField
                    label={pricing.key}
                    hint={pricing.keyHint}
                    value={one.key}
                    onChange={({ target }) => change({ key: target.value })}
                  />
                  <TextField
                    label={pricing.name}
                    value={one.name}
                    onChange={({ target }) => change({ name: target.value })}
                  />
                  <TextArea
                    label={pricing.skus}
                    hint={pricing.skusHint}
                    value={one.skus}
                    onChange={({ target }) => change({ skus: target.value })}
                  />
                </>
              )}
            </EntryList>
          </>
        );
      }}
    </RulesFrame>
  );
}
