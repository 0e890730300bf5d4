/** The order filters. Text applies on Enter, selections at once. */
import { orderStatuses } from '@mambogo/contracts/enumerations.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { personId } from '../parts/person-id.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useUrlDraft } from '../parts/use-url-draft.ts';
import { useUrlFilter } from '../parts/use-url-filter.ts';
import { useRights } from '../use-rights.ts';
import { MoreOrderFilters } from './more-order-filters.tsx';
import { orderNumber } from './order-search.ts';
import { useMoreFilters } from './use-more-filters.ts';

export function OrderFilters() {
  const { orders: texts, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [status, chooseStatus] = useUrlFilter('status');
  const [stuck, chooseStuck] = useUrlFilter('stuck');
  const [held, chooseHeld] = useUrlFilter('held');
  const [number, setNumber] = useUrlDraft(address.get('number') ?? '');
  const [customer, setCustomer] = useUrlDraft(address.get('customer') ?? '');
  const more = useMoreFilters(address);
  const { knowsPeople } = useRights();
  const [isSubmitted, setSubmitted] = useState(false);
  const wrong = (name: keyof typeof more.isWrong, texts: string) =>
    isSubmitted && more.isWrong[name] ? { [name]: texts } : {};
  const numberFault = number.trim() !== '' && !orderNumber(number) ? texts.numberFault : undefined;
  const customerFault = customer.trim() !== '' && !personId(customer) ? texts.customerFault : undefined;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setSubmitted(true);
    if (!numberFault && !customerFault && !Object.values(more.isWrong).some(Boolean))
      filter({ number: orderNumber(number) ?? '', customer: personId(customer) ?? '', ...more.filters });
  };
  return (
    <search>
      <form className="card merchant-filters" noValidate onSubmit={search}>
        <TextField
          label={texts.number}
          placeholder="M7K3QW9XB"
          autoComplete="off"
          spellCheck={false}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
          error={isSubmitted ? numberFault : undefined}
        />
        <TextField
          label={texts.customerId}
          placeholder="0198c5a0-…"
          autoComplete="off"
          spellCheck={false}
          value={customer}
          onChange={({ target }) => setCustomer(target.value)}
          error={isSubmitted ? customerFault : undefined}
        />
        <SelectField label={texts.status} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          <option value="">{common.any}</option>
          {orderStatuses.map((one) => (
            <option key={one} value={one}>
              {texts.states[one]}
            </option>
          ))}
        </SelectField>
        <MoreOrderFilters
          typed={more.typed}
          change={more.change}
          withEmail={knowsPeople}
          faults={{
            ...wrong('sku', texts.skuFault),
            ...wrong('min', texts.amountFault),
            ...wrong('max', texts.amountFault),
          }}
        />
        <div className="row merchant-filters-side">
          <label className="check">
            <input
              type="checkbox"
              checked={stuck === 'yes'}
              onChange={({ target }) => chooseStuck(target.checked ? 'yes' : '')}
            />
            {texts.stuckOnly}
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={held === 'yes'}
              onChange={({ target }) => chooseHeld(target.checked ? 'yes' : '')}
            />
            {texts.heldOnly}
          </label>
          <Button type="submit" variant="quiet">
            {common.search}
          </Button>
          {address.size > 0 && (
            <Button variant="plain" onClick={clear}>
              {common.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}
