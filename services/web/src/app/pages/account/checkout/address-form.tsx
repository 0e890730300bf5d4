/**
 * The delivery address: the fields of the chosen country, in its order and with its labels. Browsers fill it in by
 * `autocomplete`; errors are shown on blur.
 */
import type { AddressField } from '@mambogo/contracts/address/address-fields.ts';
import { addressFormat } from '@mambogo/contracts/address/address-format.ts';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { countryNames } from '../../country-names.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';
import { type AddressDraft, type DraftFaults, type DraftField, formRows } from './address-draft.ts';
import { useAddressWords } from './use-address-words.ts';

interface AddressFormProps {
  readonly draft: AddressDraft;
  readonly errors: DraftFaults;
  readonly onChange: (field: DraftField, value: string) => void;
  readonly onLeave: (field: DraftField) => void;
}

const autoComplete: Readonly<Record<DraftField, string>> = {
  name: 'name',
  line1: 'address-line1',
  line2: 'address-line2',
  district: 'address-level3',
  city: 'address-level2',
  region: 'address-level1',
  postalCode: 'postal-code',
  country: 'country',
  phone: 'tel',
};

export function AddressForm({ draft, errors, onChange, onLeave }: AddressFormProps) {
  const { address: texts, checkout } = useAccountMessages();
  const { language } = useLanguage();
  const { labelOf, faultOf } = useAddressWords(draft.country);
  const { required, regions } = addressFormat(draft.country);
  const common = (field: DraftField, isRequired: boolean) => ({
    label: labelOf(field),
    name: field,
    autoComplete: `shipping ${autoComplete[field]}`,
    optional: isRequired ? undefined : checkout.optional,
    required: isRequired,
    value: draft[field],
    error: errors[field] && faultOf(errors[field]),
    onBlur: () => onLeave(field),
  });
  const text = (field: DraftField, isRequired: boolean) => (
    <TextField {...common(field, isRequired)} onChange={({ target }) => onChange(field, target.value)} />
  );
  const region = (isRequired: boolean) => (
    <SelectField {...common('region', isRequired)} onChange={({ target }) => onChange('region', target.value)}>
      <option value="">{texts.chooseRegion}</option>
      {regions.map(({ key, name, latin }) => (
        <option key={key} value={key}>
          {latin ? `${latin} (${name})` : name}
        </option>
      ))}
    </SelectField>
  );
  const field = (of: AddressField) =>
    of === 'region' && regions.length > 0 ? region(required.has(of)) : text(of, required.has(of));
  return (
    <div className="address">
      <SelectField {...common('country', true)} onChange={({ target }) => onChange('country', target.value)}>
        {countryNames(language).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      {formRows(draft.country).map((row) => (
        <div key={row.join()} className="address-row">
          {row.map((of) => (
            <div key={of} className={`address-${of}`}>
              {field(of)}
            </div>
          ))}
        </div>
      ))}
      <TextField
        {...common('phone', false)}
        type="tel"
        hint={texts.phoneHint}
        onChange={({ target }) => onChange('phone', target.value)}
      />
    </div>
  );
}
