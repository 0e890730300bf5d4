/** A commit of the settings as an action of staff, for the trail of all services. Pure. */
import { type StaffAction, staffAction } from '@mambogo/contracts/api/staff-actions.ts';

interface AuthoredCommit {
  readonly id: string;
  readonly author: string;
  readonly email: string;
  readonly at: string;
  readonly message: string;
  readonly files: readonly string[];
}

/** Whoever rolls back on the merchant's pages, as the author of a commit. */
export const merchantAuthor = (id: string) => ({ name: id, email: `${id}@merchants.invalid` });
export const rollBackMessage = (to: string): string => `Roll back to ${to.slice(0, 12)}`;
const rollBack = /^Roll back to ([0-9a-f]{12})$/;

const maxLength = 200;

export function settingsAction({ id, author, email, at, message, files }: AuthoredCommit): StaffAction {
  const isByMerchant = email === merchantAuthor(author).email;
  const [title = ''] = message.split('\n');
  const to = isByMerchant ? rollBack.exec(title)?.[1] : undefined;
  return staffAction({
    id: `config/${id}`,
    at: new Date(at).toISOString(),
    service: 'config',
    type: to === undefined ? 'settings.changed' : 'settings.rolled-back',
    kind: 'settings',
    subject: id,
    actor: `${isByMerchant ? 'merchant' : 'git'}:${author}`.slice(0, maxLength),
    cause: to === undefined ? undefined : 'rollBackSettings',
    data: { title: title.slice(0, maxLength), files, ...(to === undefined ? {} : { to }) },
  });
}
