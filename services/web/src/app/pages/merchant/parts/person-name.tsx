/** A person by user name and e-mail address if known, else by a short id. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { contactQuery } from '../api/contacts.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { useRights } from '../use-rights.ts';
import { personId } from './person-id.ts';

interface PersonNameProps {
  readonly id: string;
  /** Link to their page, if the user may see it. */
  readonly linked?: boolean;
  /** Show the e-mail address below the name. */
  readonly withEmail?: boolean;
}

export function PersonName({ id, linked = false, withEmail = false }: PersonNameProps) {
  const { areas, knowsPeople } = useRights();
  const { data: contact } = useQuery({
    ...contactQuery(id),
    enabled: knowsPeople && areas.includes('orders') && personId(id) !== undefined,
  });
  const name = contact?.login ?? (personId(id) ? shortId(id) : id);
  return (
    <span title={id} translate="no">
      {linked && personId(id) && areas.includes('people') ? <Link to={merchantPaths.person(id)}>{name}</Link> : name}
      {contact?.email && contact.email !== name && (
        <span className={withEmail ? 'soft small merchant-below' : 'soft small'}>
          {withEmail ? contact.email : ` ${contact.email}`}
        </span>
      )}
    </span>
  );
}

/** The actor of an event: `merchant:<id>`, `customer:<id>`, `service:payment`. */
export function ActorName({ actor }: { readonly actor: string }) {
  const [role, id] = actor.split(':');
  return role && id && personId(id) ? (
    <>
      {role} <PersonName id={id} />
    </>
  ) : (
    <span translate="no">{actor}</span>
  );
}

/** The end of an id, to distinguish people of the same name: UUIDv7 start alike and differ at the end. */
const shortId = (id: string): string => `…${id.slice(-8)}`;
