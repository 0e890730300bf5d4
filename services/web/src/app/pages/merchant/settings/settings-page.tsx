/** Settings that change while the shop runs: what is in force, why a newer commit is not, and the history. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { EmptyState, ErrorState } from '../../../design/empty-and-error-states.tsx';
import { PageHeading } from '../../../shell/page-heading.tsx';
import { PageSkeleton } from '../../../shell/page-skeleton.tsx';
import { settingsCommitsQuery, settingsStatusQuery } from '../api/settings.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { flattenPages } from '../parts/flatten-pages.ts';
import { ListStates } from '../parts/list-states.tsx';
import { CommitsTable } from './commits-table.tsx';
import { SettingsInForce } from './settings-in-force.tsx';

export default function SettingsPage() {
  const { settings: texts } = useMerchantMessages();
  const { data: status, error, refetch } = useQuery(settingsStatusQuery);
  const { head, inForce } = status ?? {};
  const list = flattenPages(
    useInfiniteQuery({ ...settingsCommitsQuery(head, inForce), enabled: status !== undefined }),
  );
  if (error && !status) return <ErrorState error={error} retry={refetch} />;
  if (!status) return <PageSkeleton />;
  return (
    <div className="stack">
      <div>
        <PageHeading>{texts.title}</PageHeading>
        <p className="soft">{texts.text}</p>
      </div>
      <SettingsInForce status={status} />
      <section className="stack">
        <h2>{texts.history}</h2>
        <ListStates {...list} empty={<EmptyState title={texts.emptyTitle} />}>
          {(commits) => <CommitsTable commits={commits} />}
        </ListStates>
      </section>
    </div>
  );
}
