/** Checkbox for whether the customer sees the note; off by default. */
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

interface VisibleToCustomerProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function VisibleToCustomer({ checked, onChange }: VisibleToCustomerProps) {
  const { orders } = useMerchantMessages();
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={({ target }) => onChange(target.checked)} />
      {orders.showToCustomer}
    </label>
  );
}
