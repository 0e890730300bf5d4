/** The ways between the merchant's pages, in one line that can be pushed along. */
import { NavLink } from 'react-router';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import type { Area } from '../rights.ts';

export function MerchantNav({ areas }: { readonly areas: readonly Area[] }) {
  const { common } = useMerchantMessages();
  return (
    <nav className="merchant-nav" aria-label={common.nav}>
      <ul>
        {areas.map((area) => (
          <li key={area}>
            <NavLink to={areaPaths[area]} end={area === 'overview'}>
              {common.areas[area]}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
