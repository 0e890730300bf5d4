/** The account page. Log-in and security settings are pages of the identity service. */
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../../design/button.tsx';
import { useLanguage } from '../../language/language-context.tsx';
import { opsPath, pagePaths } from '../../page-paths.ts';
import { session } from '../../session/session.ts';
import { PageHeading } from '../../shell/page-heading.tsx';
import { usePerson } from '../../shell/use-person.ts';
import { shopConfig } from '../../shop-config.ts';
import './account.css';
import { DownloadMyData } from './data/download-my-data.tsx';
import { useAccountMessages } from './language/use-account-messages.ts';

export default function AccountPage() {
  const { account } = useAccountMessages();
  const { language } = useLanguage();
  const { name, roles, isGuest } = usePerson();
  return (
    <div className="stack narrow">
      <PageHeading title={account.title}>{isGuest ? account.title : account.hello(name)}</PageHeading>
      <div className="account-grid">
        <Part
          title={account.orders}
          text={account.ordersText}
          action={<ButtonLink to={pagePaths.orders}>{account.orders}</ButtonLink>}
        />
        <Part
          title={isGuest ? account.guest : account.security}
          text={isGuest ? account.guestText : shopConfig.ownIdentity ? account.securityText : account.elsewhere}
          action={
            shopConfig.ownIdentity && (
              <a
                className="button button-quiet"
                href={`/auth/account${isGuest ? '/claim' : ''}?ui_locales=${language}`}
              >
                {isGuest ? account.claim : account.manage}
              </a>
            )
          }
        />
        <Part
          title={account.data}
          text={shopConfig.ownIdentity ? account.dataText : account.dataTextElsewhere}
          action={<DownloadMyData />}
        />
        {roles.includes('ADMIN') && (
          <Part
            title={account.merchant}
            text={account.merchantText}
            action={
              <ButtonLink to="/merchant" variant="quiet">
                {account.merchant}
              </ButtonLink>
            }
          />
        )}
        {roles.some((role) => role === 'OPERATOR' || role === 'ADMIN') && (
          <Part
            title={account.operations}
            text={account.operationsText}
            action={
              <ButtonLink to={opsPath} variant="quiet">
                {account.operations}
              </ButtonLink>
            }
          />
        )}
        <Part
          title={account.logOut}
          text={account.logOutText}
          action={
            <Button variant="quiet" onClick={() => void session.signOut()}>
              {account.logOut}
            </Button>
          }
        />
      </div>
    </div>
  );
}

interface PartProps {
  readonly title: string;
  readonly text: string;
  readonly action: ReactNode;
}

function Part({ title, text, action }: PartProps) {
  return (
    <section className="card stack">
      <h2>{title}</h2>
      <p className="soft">{text}</p>
      <div>{action}</div>
    </section>
  );
}
