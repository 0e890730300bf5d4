/** The layout of the merchant pages: no search, cart or categories, but a link back to the shop. */
import { Link } from 'react-router';
import { BrandMark } from '../design/brand-mark.tsx';
import { Icon } from '../design/icons.tsx';
import { useMessages } from '../language/use-messages.ts';
import { merchantPath, pagePaths } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';
import { AccountMenu } from './account-menu.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { Layout } from './layout.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export const MerchantLayout = () => <Layout header={<Header />} footer={<Footer />} />;

function Header() {
  const { shell } = useMessages();
  return (
    <header className="header">
      <div className="header-row header-row-merchant">
        <Link to={merchantPath} className="brand">
          <BrandMark />
          <span>{shopConfig.name}</span>
          <span className="brand-area">{shell.merchant}</span>
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
