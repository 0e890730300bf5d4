/** One commit of the settings: who changed what, and rolling back to it. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { isApiError } from '../../../api/api-error.ts';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { NotFound } from '../../../shell/not-found.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { settingsChangeQuery, settingsStatusQuery } from '../api/settings.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { areaPaths } from '../merchant-paths.ts';
import { Code } from '../parts/code.tsx';
import { CommitAuthor } from './commit-author.tsx';
import { RollBack } from './roll-back.tsx';
import { shortCommit } from './short-commit.ts';
import { Violations } from './violations.tsx';

export default function CommitPage() {
  const { commit: id = '' } = useParams();
  const { settings: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  const { data: commit, error, refetch } = useQuery(settingsChangeQuery(id));
  const { data: status } = useQuery(settingsStatusQuery);
  if (isApiError(error, 'not-found') || isApiError(error, 'validation')) return <NotFound />;
  if (error && !commit) return <ErrorState error={error} retry={refetch} />;
  if (!commit) return <PageSkeleton />;
  const [title = '', ...more] = commit.message.split('\n');
  const isInForce = status?.inForce === commit.id;
  return (
    <div className="stack merchant-narrow">
      <nav className="crumbs" aria-label={texts.title}>
        <Link to={areaPaths.settings}>{texts.title}</Link>
      </nav>
      <div className="stack">
        <PageHeading>{title || shortCommit(commit.id)}</PageHeading>
        {isInForce && (
          <div>
            <Badge tone="good">{texts.isInForce}</Badge>
          </div>
        )}
      </div>
      {commit.violations.length > 0 && (
        <Notice tone="bad" title={texts.notValid}>
          <Violations violations={commit.violations} />
        </Notice>
      )}
      <section className="card stack">
        <dl className="merchant-pairs">
          <div>
            <dt>{texts.author}</dt>
            <dd>
              <CommitAuthor author={commit.author} />
            </dd>
          </div>
          <div>
            <dt>{texts.time}</dt>
            <dd>{dateTime(commit.at)}</dd>
          </div>
          <div>
            <dt>{texts.commit}</dt>
            <dd className="merchant-id" translate="no">
              {commit.id}
            </dd>
          </div>
        </dl>
        {more.length > 0 && <p className="merchant-id">{more.join('\n').trim()}</p>}
        {status && commit.id !== status.head && commit.violations.length === 0 && <RollBack commit={commit} />}
      </section>
      <section className="card stack">
        <h2>{texts.diff}</h2>
        {commit.diff === '' ? <p className="soft">{texts.noDiff}</p> : <Code label={texts.diff}>{commit.diff}</Code>}
      </section>
    </div>
  );
}
