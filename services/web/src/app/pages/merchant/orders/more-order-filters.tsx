/** Additional order filters: customer, items, date and total. */
import { limits } from '@mambogo/contracts/limits.ts';
import { TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

/** Raw input; amounts in the shop's currency. */
export interface MoreFilters {
  readonly name: string;
  readonly email: string;
  readonly sku: string;
  readonly from: string;
  readonly to: string;
  readonly min: string;
  readonly max: string;
}

interface MoreOrderFiltersProps {
  readonly typed: MoreFilters;
  readonly change: (changes: Partial<MoreFilters>) => void;
  readonly faults: Partial<Record<keyof MoreFilters, string>>;
  /** undefined if the shop does not know e-mail addresses (external issuer). */
  readonly withEmail: boolean;
}

export function MoreOrderFilters({ typed, change, faults, withEmail }: MoreOrderFiltersProps) {
  const { orders: texts } = useMerchantMessages();
  const field = (name: keyof MoreFilters) => ({
    value: typed[name],
    onChange: ({ target }: { readonly target: HTMLInputElement }) => change({ [name]: target.value }),
    error: faults[name],
    autoComplete: 'off',
    spellCheck: false,
  });
  return (
    <>
      <TextField label={texts.customerName} maxLength={limits.text.personName} {...field('name')} />
      {withEmail && <TextField label={texts.email} type="email" maxLength={limits.text.email} {...field('email')} />}
      <TextField label={texts.sku} maxLength={limits.sku.max} {...field('sku')} />
      <TextField label={texts.from} type="date" {...field('from')} />
      <TextField label={texts.to} type="date" {...field('to')} />
      <TextField label={texts.minTotal} inputMode="decimal" {...field('min')} />
      <TextField label={texts.maxTotal} inputMode="decimal" {...field('max')} />
    </>
  );
}
