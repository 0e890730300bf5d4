/** What orders to look for. What is typed is looked for on Enter, what is chosen at once. */
import { type FormEvent, useState } from 'react';
import { Button } from '../../../design/button.tsx';
import { SelectField, TextField } from '../../../design/field.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { personId } from '../parts/person-id.ts';
import { useChosen } from '../parts/use-chosen.ts';
import { useFilters } from '../parts/use-filters.ts';
import { useTyped } from '../parts/use-typed.ts';
import { useRights } from '../use-rights.ts';
import { MoreOrderFilters } from './more-order-filters.tsx';
import { orderNumber, statuses } from './order-search.ts';
import { useMoreFilters } from './use-more-filters.ts';

export function OrderFilters() {
  const { orders: words, common } = useMerchantMessages();
  const { address, filter, clear } = useFilters();
  const [status, chooseStatus] = useChosen('status');
  const [stuck, chooseStuck] = useChosen('stuck');
  const [held, chooseHeld] = useChosen('held');
  const [number, setNumber] = useTyped(address.get('number') ?? '');
  const [customer, setCustomer] = useTyped(address.get('customer') ?? '');
  const more = useMoreFilters(address);
  const { knowsPeople } = useRights();
  const [isWanted, setWanted] = useState(false);
  const wrong = (name: keyof typeof more.isWrong, words: string) =>
    isWanted && more.isWrong[name] ? { [name]: words } : {};
  const numberFault = number.trim() !== '' && !orderNumber(number) ? words.numberFault : undefined;
  const customerFault = customer.trim() !== '' && !personId(customer) ? words.customerFault : undefined;
  const search = (event: FormEvent) => {
    event.preventDefault();
    setWanted(true);
    if (!numberFault && !customerFault && !Object.values(more.isWrong).some(Boolean))
      filter({ number: orderNumber(number) ?? '', customer: personId(customer) ?? '', ...more.filters });
  };
  return (
    <search>
      <form className="card merchant-filters" noValidate onSubmit={search}>
        <TextField
          label={words.number}
          placeholder="M7K3QW9XB"
          autoComplete="off"
          spellCheck={false}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
          fault={isWanted ? numberFault : undefined}
        />
        <TextField
          label={words.customerId}
          placeholder="0198c5a0-…"
          autoComplete="off"
          spellCheck={false}
          value={customer}
          onChange={({ target }) => setCustomer(target.value)}
          fault={isWanted ? customerFault : undefined}
        />
        <SelectField label={words.status} value={status} onChange={({ target }) => chooseStatus(target.value)}>
          <option value="">{common.any}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {words.states[one]}
            </option>
          ))}
        </SelectField>
        <MoreOrderFilters
          typed={more.typed}
          change={more.change}
          withEmail={knowsPeople}
          faults={{
            ...wrong('sku', words.skuFault),
            ...wrong('min', words.amountFault),
            ...wrong('max', words.amountFault),
          }}
        />
        <div className="row merchant-filters-side">
          <label className="check">
            <input
              type="checkbox"
              checked={stuck === 'yes'}
              onChange={({ target }) => chooseStuck(target.checked ? 'yes' : '')}
            />
            {words.stuckOnly}
          </label>
          <label className="check">
            <input
              type="checkbox"
              checked={held === 'yes'}
              onChange={({ target }) => chooseHeld(target.checked ? 'yes' : '')}
            />
            {words.heldOnly}
          </label>
          <Button type="submit" look="quiet">
            {common.search}
          </Button>
          {address.size > 0 && (
            <Button look="plain" onClick={clear}>
              {common.clear}
            </Button>
          )}
        </div>
      </form>
    </search>
  );
}
