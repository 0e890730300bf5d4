/** The commit in force with the settings of each service, and what keeps a newer one from being in force. */
import type { SettingsStatus } from '@mambogo/contracts/api/settings.ts';
import { Link } from 'react-router';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Code } from '../parts/code.tsx';
import { shortCommit } from './short-commit.ts';
import { Violations } from './violations.tsx';

export function SettingsInForce({ status }: { readonly status: SettingsStatus }) {
  const { settings: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { inForce, head, violations, unreachableSince } = status;
  const groups = groupServices(status.settings);
  return (
    <>
      {head && violations.length > 0 && (
        <Notice tone="bad" title={texts.refused}>
          <p>
            <CommitLink id={head} /> {texts.refusedText}
          </p>
          <Violations violations={violations} />
        </Notice>
      )}
      {unreachableSince && <Notice tone="bad" title={texts.unreachable(dateTime(unreachableSince))} />}
      <section className="card stack">
        <h2>{texts.inForce}</h2>
        <p>{inForce ? <CommitLink id={inForce} /> : texts.noneInForce}</p>
        {groups.length === 0 ? (
          <p className="soft">{texts.nothingSet}</p>
        ) : (
          groups.map(({ services, values }) => (
            <div key={services} className="stack">
              <h3 translate="no">{services}</h3>
              <Code label={services}>{values}</Code>
            </div>
          ))
        )}
      </section>
    </>
  );
}

const CommitLink = ({ id }: { readonly id: string }) => (
  <Link to={merchantPaths.settingsCommit(id)} translate="no">
    {shortCommit(id)}
  </Link>
);

/** Services with the same settings together; without those that have none. */
function groupServices(settings: SettingsStatus['settings']) {
  const groups = new Map<string, string[]>();
  for (const [service, values] of Object.entries(settings)) {
    if (Object.keys(values).length === 0) continue;
    const text = JSON.stringify(values, null, 2);
    groups.set(text, [...(groups.get(text) ?? []), service]);
  }
  return [...groups].map(([values, services]) => ({ services: services.join(', '), values }));
}
