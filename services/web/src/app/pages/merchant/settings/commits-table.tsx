/** Table of commits, newest first. */
import type { SettingsCommit } from '@mambogo/contracts/api/settings.ts';
import { Link } from 'react-router';
import { Badge } from '../../../design/badge.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { CommitAuthor } from './commit-author.tsx';
import { shortCommit } from './short-commit.ts';

export function CommitsTable({ commits }: { readonly commits: readonly SettingsCommit[] }) {
  const { settings: texts } = useMerchantMessages();
  const { dateTime } = useLanguage();
  return (
    <Table caption={texts.history} head={[texts.change, texts.author, texts.time, texts.commit]}>
      {commits.map(({ id, author, at, message, isInForce }) => (
        <tr key={id}>
          <RowHead>
            <Link to={merchantPaths.settingsCommit(id)} translate="no">
              {message.split('\n')[0] || shortCommit(id)}
            </Link>{' '}
            {isInForce && <Badge tone="good">{texts.isInForce}</Badge>}
          </RowHead>
          <Cell of={texts.author}>
            <CommitAuthor author={author} />
          </Cell>
          <Cell of={texts.time} tight>
            <time dateTime={at}>{dateTime(at)}</time>
          </Cell>
          <Cell of={texts.commit} tight>
            <span translate="no">{shortCommit(id)}</span>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
