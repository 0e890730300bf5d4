/** The layout of the shop's pages. The header: home, search, account, cart, and the category bar. */
import { Link } from 'react-router';
import { BrandMark } from '../design/brand-mark.tsx';
import { useMessages } from '../language/use-messages.ts';
import { pagePaths } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';
import { AccountMenu } from './account-menu.tsx';
import { CartLink } from './cart-link.tsx';
import { CategoryBar } from './category-bar.tsx';
import { Footer } from './footer.tsx';
import { Layout } from './layout.tsx';
import { SearchBox } from './search-box.tsx';

export const ShopLayout = () => <Layout header={<Header />} footer={<Footer />} />;

function Header() {
  const { shell } = useMessages();
  return (
    <header className="header">
      <div className="header-row">
        <Link to={pagePaths.home} className="brand" aria-label={`${shopConfig.name}, ${shell.home}`}>
          <BrandMark />
          <span>{shopConfig.name}</span>
        </Link>
        <SearchBox />
        <div className="header-actions">
          <AccountMenu />
          <CartLink />
        </div>
      </div>
      <CategoryBar />
    </header>
  );
}
