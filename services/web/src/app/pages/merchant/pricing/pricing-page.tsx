/** Taxes, shipping and promotions, each with a form of its own. */
import { NavLink, useParams } from 'react-router';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import type { RuleKind } from '../api/pricing.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { PromotionsForm } from './promotions-form.tsx';
import { ShippingForm } from './shipping-form.tsx';
import { TaxesForm } from './taxes-form.tsx';

const kinds: readonly RuleKind[] = ['taxes', 'shipping', 'promotions'];
const forms = { taxes: TaxesForm, shipping: ShippingForm, promotions: PromotionsForm } as const;

export default function PricingPage() {
  const { kind = 'taxes' } = useParams();
  const { pricing: texts } = useMerchantMessages();
  const found = kinds.find((one) => one === kind);
  if (!found) return <NotFound />;
  const Form = forms[found];
  return (
    <div className="stack">
      <PageHeading>{texts.title}</PageHeading>
      <p className="soft">{texts.text}</p>
      <nav aria-label={texts.title} className="row">
        {kinds.map((one) => (
          <NavLink key={one} to={merchantPaths.rules(one)} aria-current={one === found ? 'page' : undefined}>
            {texts.kinds[one]}
          </NavLink>
        ))}
      </nav>
      <Form key={found} />
    </div>
  );
}
