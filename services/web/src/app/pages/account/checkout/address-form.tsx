/** Where it goes. Browsers fill it in by what the fields are called; what is wrong is said when a field is left. */

import { SelectField, TextField } from '../../../design/field.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useAccountMessages } from '../language/use-account-messages.ts';
import type { AddressDraft, AddressFaults, AddressField } from './address-draft.ts';
import { countryNames } from './country-names.ts';

interface AddressFormProps {
  readonly draft: AddressDraft;
  readonly faults: AddressFaults;
  readonly onChange: (field: AddressField, value: string) => void;
  readonly onLeave: (field: AddressField) => void;
}

export function AddressForm({ draft, faults, onChange, onLeave }: AddressFormProps) {
  const { checkout } = useAccountMessages();
  const { language } = useLanguage();
  const faultOf = (field: AddressField) => {
    const fault = faults[field];
    return fault && { missing: checkout.required, 'too-long': checkout.tooLong }[fault];
  };
  const field = (name: AddressField, autoComplete: string, optional = false) => (
    <TextField
      label={checkout[name]}
      name={name}
      autoComplete={`shipping ${autoComplete}`}
      optional={optional ? checkout.optional : undefined}
      required={!optional}
      value={draft[name]}
      fault={faultOf(name)}
      onChange={({ target }) => onChange(name, target.value)}
      onBlur={() => onLeave(name)}
    />
  );
  return (
    <div className="address">
      {field('name', 'name')}
      {field('line1', 'address-line1')}
      {field('line2', 'address-line2', true)}
      <div className="address-city">
        {field('postalCode', 'postal-code')}
        {field('city', 'address-level2')}
      </div>
      {field('region', 'address-level1', true)}
      <SelectField
        label={checkout.country}
        name="country"
        autoComplete="shipping country"
        value={draft.country}
        fault={faultOf('country')}
        onChange={({ target }) => onChange('country', target.value)}
      >
        {countryNames(language).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
