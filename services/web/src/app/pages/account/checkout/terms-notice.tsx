/** What a customer agrees to by paying, as far as the shop has such texts. */
import { useQuery } from '@tanstack/react-query';
import { shopTextsQuery } from '../../../api/shop-texts.ts';
import { useMessages } from '../../../language/use-messages.ts';
import { textPath } from '../../../page-paths.ts';
import { useAccountMessages } from '../language/use-account-messages.ts';

const agreed = ['terms', 'returns', 'privacy'] as const;

export function TermsNotice() {
  const { checkout } = useAccountMessages();
  const { texts } = useMessages();
  const { data } = useQuery(shopTextsQuery);
  const shown = agreed.filter((name) => data?.some((text) => text.name === name));
  if (shown.length === 0) return null;
  return (
    <p className="soft small">
      {checkout.agreed}{' '}
      {shown.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          {/* In a new tab: the form keeps its input. */}
          <a href={textPath(name)} target="_blank" rel="noreferrer">
            {texts[name]}
          </a>
        </span>
      ))}
      .
    </p>
  );
}
