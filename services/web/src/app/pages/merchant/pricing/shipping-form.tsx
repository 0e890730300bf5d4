/** Shipping methods in the order in which customers see them. */
import { TextArea, TextField } from '../../../design/field.tsx';
import { shopConfig } from '../../../shop-config.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { useLocale } from '../parts/use-locale.ts';
import { type MethodDraft, methodDrafts, parseMethods } from './rule-drafts.ts';
import { CheckField, EntryList, RulesFrame } from './rules-frame.tsx';
import { useRulesForm } from './use-rules-form.ts';

const newMethod: MethodDraft = {
  ...{ key: '', name: '', description: '', zones: '', tiers: '', pickUp: false, pickUpPlace: '', pickUpAddress: '' },
};

export function ShippingForm() {
  const { pricing } = useMerchantMessages();
  const texts = pricing.shipping;
  const typed = { locale: useLocale(), currency: shopConfig.currency };
  const form = useRulesForm(
    'shipping',
    (rules) => methodDrafts(rules, typed),
    (draft) => parseMethods(draft, typed),
  );
  return (
    <RulesFrame form={form}>
      {(draft) => (
        <EntryList
          title={pricing.kinds.shipping}
          none={texts.none}
          entries={draft}
          added={newMethod}
          onChange={form.change}
          titleOf={({ name }) => name}
        >
          {(method, index, change) => {
            const text = (field: Exclude<keyof MethodDraft, 'pickUp'>) => ({
              value: method[field],
              onChange: ({ target }: { readonly target: { readonly value: string } }) =>
                change({ [field]: target.value }),
            });
            return (
              <>
                <TextField label={pricing.key} hint={pricing.keyHint} {...text('key')} />
                <TextField label={pricing.name} hint={pricing.nameHint} {...text('name')} />
                <TextField label={texts.description} {...text('description')} />
                <TextField label={texts.countries} hint={texts.countriesHint} {...text('zones')} />
                <TextArea
                  label={texts.tiers}
                  hint={texts.tiersHint}
                  error={form.errorOf(`methods.${index}.tiers`)}
                  {...text('tiers')}
                />
                <CheckField label={texts.pickUp} checked={method.pickUp} onChange={(pickUp) => change({ pickUp })} />
                {method.pickUp && (
                  <>
                    <TextField label={texts.pickUpCountry} {...text('pickUpPlace')} />
                    <TextArea label={texts.pickUpAddress} {...text('pickUpAddress')} />
                  </>
                )}
              </>
            );
          }}
        </EntryList>
      )}
    </RulesFrame>
  );
}
