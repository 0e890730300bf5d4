/** The footer: links, theme and language. */
import { shopTextNames } from '@mambogo/contracts/enumerations.ts';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { categoriesQuery } from '../api/catalogue.ts';
import { shopTextsQuery } from '../api/shop-texts.ts';
import { BrandMark } from '../design/brand-mark.tsx';
import { useMessages } from '../language/use-messages.ts';
import { categoryPath, pagePaths, textPath } from '../page-paths.ts';
import { shopConfig } from '../shop-config.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

export function Footer() {
  const { shell, catalogue, texts } = useMessages();
  const { data: categories } = useQuery(categoriesQuery);
  const { data: written } = useQuery(shopTextsQuery);
  const named = shopTextNames.filter((name) => written?.some((text) => text.name === name));
  return (
    <footer className="footer">
      <div className="footer-columns">
        <div className="stack footer-brand">
          <Link to={pagePaths.home} className="brand">
            <BrandMark />
            <span>{shopConfig.name}</span>
          </Link>
          <p className="soft small">{shell.tagline}</p>
          {shopConfig.demoAccounts && <p className="soft small">{shell.demo}</p>}
        </div>
        <nav aria-labelledby="footer-shop">
          <h2 id="footer-shop">{shell.shop}</h2>
          <ul>
            <li>
              <Link to={pagePaths.search}>{catalogue.all}</Link>
            </li>
            {categories?.slice(0, 5).map(({ id, slug, name }) => (
              <li key={id}>
                <Link to={categoryPath(slug)}>{name}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-labelledby="footer-account">
          <h2 id="footer-account">{shell.you}</h2>
          <ul>
            <li>
              <Link to={pagePaths.orders}>{shell.orders}</Link>
            </li>
            <li>
              <Link to={pagePaths.account}>{shell.account}</Link>
            </li>
            <li>
              <Link to={pagePaths.cart}>{shell.cartShort}</Link>
            </li>
          </ul>
        </nav>
        {named.length > 0 && (
          <nav aria-labelledby="footer-texts">
            <h2 id="footer-texts">{texts.title}</h2>
            <ul>
              {named.map((name) => (
                <li key={name}>
                  <Link to={textPath(name)}>{texts[name]}</Link>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <section aria-labelledby="footer-settings" className="stack">
          <h2 id="footer-settings">{shell.settings}</h2>
          <ThemeSwitch />
          <LanguageSwitch />
        </section>
      </div>
    </footer>
  );
}
