/** Who made a commit: a name from Git, or the account of a merchant who rolled back on these pages. */
import { personId } from '../parts/person-id.ts';
import { PersonName } from '../parts/person-name.tsx';

export const CommitAuthor = ({ author }: { readonly author: string }) =>
  personId(author) ? <PersonName id={author} linked /> : <span translate="no">{author}</span>;
