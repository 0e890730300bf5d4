/** A button that prints only the address label, in the format of the country's postal service. */
import { addressLines } from '@mambogo/contracts/address/address-lines.ts';
import type { AdminOrder } from '@mambogo/contracts/api/admin-orders.ts';
import { Button } from '../../../design/button.tsx';
import { countryName } from '../../../language/country-name.ts';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

/** While the body has this class, merchant.css prints only the label. */
const printing = 'prints-label';

export function PrintLabel({ order }: { readonly order: AdminOrder }) {
  const { orders: texts } = useMerchantMessages();
  const { language } = useLanguage();
  const { shippingAddress: to, number } = order;
  const country = countryName(to.country, language).toLocaleUpperCase(language);
  function print(): void {
    document.body.classList.add(printing);
    window.addEventListener('afterprint', () => document.body.classList.remove(printing), { once: true });
    window.print();
  }
  return (
    <>
      <Button variant="quiet" onClick={print}>
        {texts.printLabel}
      </Button>
      <div className="address-label" translate="no">
        {[...addressLines(to, { forLabel: true }), country].map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of an address may have the same text
          <div key={index}>{line}</div>
        ))}
        {to.phone && <div>{to.phone}</div>}
        <div className="address-label-number">{texts.one(number)}</div>
      </div>
    </>
  );
}
