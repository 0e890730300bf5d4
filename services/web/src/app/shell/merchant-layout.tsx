/** The layouts of the pages of staff, merchants and operators: no search, cart or categories, but a link back to the shop. */
import { Link } from 'react-router';
import { BrandMark } from '../design/brand-mark.tsx';
import { Icon } from '../design/icons.tsx';
import { useMessages } from '../language/use-messages.ts';
import { merchantPath, opsPath, pagePaths } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export const MerchantLayout = () => (
  <Layout header={<Header area="merchant" path={merchantPath} />} footer={<Footer />} />
);
export const OpsLayout = () => <Layout header={<Header area="operations" path={opsPath} />} footer={<Footer />} />;

function Header({ area, path }: { readonly area: 'merchant' | 'operations'; readonly path: string }) {
  const { shell } = useMessages();
  return (
    <header className="header">
      <div className="header-row header-row-merchant">
        <Link to={path} className="brand">
          <BrandMark />
          <span>{shopConfig.name}</span>
          <span className="brand-area">{shell[area]}</span>
        </Link>
        <div className="header-actions">
          <Link to={pagePaths.home} className="icon-link">
            <Icon name="shop" />
            <span className="icon-word">{shell.toShop}</span>
          </Link>
          <AccountMenu />
        </div>
      </div>
    </header>
  );
}

function Footer() {
  const { shell } = useMessages();
  return (
    <footer className="footer">
      <section className="footer-settings" aria-label={shell.settings}>
        <ThemeSwitch />
        <LanguageSwitch />
      </section>
    </footer>
  );
}
