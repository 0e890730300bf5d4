/** The latest commits to the settings: who changed what, when, and whether it is in force. */
import type { SettingsCommit } from '@mambogo/contracts/api/settings.ts';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { ErrorState } from '../../../design/empty-and-error-states.tsx';
import { Notice } from '../../../design/notice.tsx';
import { Skeleton } from '../../../design/skeleton.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { settingsChangeQuery, settingsCommitsQuery, settingsStatusQuery } from '../../merchant/api/settings.ts';
import { areaPaths, merchantPaths } from '../../merchant/merchant-paths.ts';
import { flattenPages } from '../../merchant/parts/flatten-pages.ts';
import { Cell, RowHead, Table } from '../../merchant/parts/table.tsx';
import { CommitAuthor } from '../../merchant/settings/commit-author.tsx';
import { shortCommit } from '../../merchant/settings/short-commit.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { changedLines } from './changed-lines.ts';

const shownCommits = 5;
const shownLines = 4;

export function RecentSettings() {
  const { settings: texts } = useOpsMessages();
  const { dateTime } = useLanguage();
  const { data: status, error, refetch } = useQuery(settingsStatusQuery);
  const commits = flattenPages(
    useInfiniteQuery({ ...settingsCommitsQuery(status?.head, status?.inForce), enabled: status !== undefined }),
  );
  const failure = error ?? commits.error;
  return (
    <section className="stack" aria-labelledby="ops-settings">
      <div>
        <div className="spread">
          <h2 id="ops-settings">{texts.title}</h2>
          <Link to={areaPaths.settings}>{texts.all}</Link>
        </div>
        <p className="soft small">{commits.items?.length === 0 ? texts.none : texts.text}</p>
      </div>
      {status?.unreachableSince && <Notice tone="warn">{texts.unreachable(dateTime(status.unreachableSince))}</Notice>}
      {!commits.items &&
        (failure ? <ErrorState error={failure} retry={() => void refetch()} /> : <Skeleton height="6rem" />)}
      {commits.items && commits.items.length > 0 && (
        <Table caption={texts.title} head={[texts.change, texts.author, texts.time, texts.lines]}>
          {commits.items.slice(0, shownCommits).map((commit) => (
            <CommitRow key={commit.id} commit={commit} />
          ))}
        </Table>
      )}
    </section>
  );
}

function CommitRow({ commit: { id, message, author, at, isInForce } }: { readonly commit: SettingsCommit }) {
  const { settings: texts } = useOpsMessages();
  const { dateTime } = useLanguage();
  const { data: change } = useQuery(settingsChangeQuery(id));
  const lines = change && changedLines(change.diff);
  return (
    <tr data-commit={id}>
      <RowHead>
        <Link to={merchantPaths.settingsCommit(id)} translate="no">
          {message.split('\n')[0] || shortCommit(id)}
        </Link>{' '}
        {isInForce && <Badge tone="good">{texts.isInForce}</Badge>}
        {change && change.violations.length > 0 && <Badge tone="bad">{texts.notValid}</Badge>}
      </RowHead>
      <Cell of={texts.author}>
        <CommitAuthor author={author} />
      </Cell>
      <Cell of={texts.time} tight>
        <time dateTime={at}>{dateTime(at)}</time>
      </Cell>
      <Cell of={texts.lines}>
        {lines === undefined ? '…' : lines.length === 0 ? texts.noLines : null}
        {lines?.slice(0, shownLines).map(({ file, sign, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a commit never change
          <code key={index} className="small merchant-below merchant-clip" translate="no">
            {file} {sign} {text.trim()}
          </code>
        ))}
        {lines && lines.length > shownLines && (
          <span className="soft small merchant-below">{texts.more(lines.length - shownLines)}</span>
        )}
      </Cell>
    </tr>
  );
}
