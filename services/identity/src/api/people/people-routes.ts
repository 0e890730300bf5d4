/** The administrator's routes for people, see packages/contracts/src/api/people.ts. Every change is a security event. */
import { listContacts } from '@mambogo/contracts/api/contacts.ts';
import {
  endPersonSessions,
  getPerson,
  listPeople,
  type Person,
  setPersonRoles,
} from '@mambogo/contracts/api/people.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { AdministeredPerson } from '../../store/administered-people.ts';
import { demoAccounts } from '../../store/demo-accounts.ts';

export function peopleRoutes(context: Context): BoundRoute[] {
  const { administeredPeople: administered, signedInSessions: signedIn, settings } = context;

  async function find(id: string): Promise<AdministeredPerson> {
    const person = await administered.find(id);
    if (!person) throw new Problem('not-found', 'no person has this id');
    return person;
  }

  return [
    handleRoute(listPeople, async ({ query: { search, cursor, size } }) => {
      if (search) return { status: 200, body: { items: (await administered.search(search)).map(toBody) } };
      const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
      const found = await administered.list(size + 1, before);
      const items = found.slice(0, size);
      const last = items.at(-1);
      return {
        status: 200,
        body: { items: items.map(toBody), ...(found.length > size && last ? { next: encodeCursor(last.id) } : {}) },
      };
    }),

    handleRoute(listContacts, async ({ query: { ids, email } }) => {
      const found = ids ? await administered.contacts(ids) : await administered.search(email ?? '');
      return {
        status: 200,
        body: { items: found.map(({ id, login, email }) => ({ id, login, ...(email ? { email } : {}) })) },
      };
    }),

    handleRoute(getPerson, async ({ params }) => ({ status: 200, body: toBody(await find(params.id)) })),

    handleRoute(endPersonSessions, async ({ params: { id }, caller }) => {
      await find(id);
      await signedIn.endAll(id);
      securityEvent(context, {
        code: 'session.ended_by_admin',
        outcome: 'success',
        subject: id,
        actor: caller.subject,
      });
      return { status: 200, body: toBody(await find(id)) };
    }),

    handleRoute(setPersonRoles, async ({ params: { id }, body: { roles }, caller }) => {
      if (settings.DEMO_ACCOUNTS && demoAccounts.some((demo) => demo.id === id))
        throw new Problem('unprocessable', 'demo accounts cannot be changed, because everybody shares them');
      const change = await administered.setRoles(id, roles, {
        actor: `merchant:${caller.subject}`,
        cause: setPersonRoles.id,
      });
      if (change === 'gone') throw new Problem('not-found', 'no person has this id');
      if (change === 'last-administrator')
        throw new Problem('unprocessable', 'this is the last administrator: give another person the role first');
      if (change === 'changed') {
        const detail = { roles: roles.join(' ') };
        securityEvent(context, {
          code: 'roles.changed',
          outcome: 'success',
          subject: id,
          actor: caller.subject,
          detail,
        });
      }
      return { status: 200, body: toBody(await find(id)) };
    }),
  ];
}

const toBody = ({ id, login, roles, secondFactor, createdAt, lastSeenAt }: AdministeredPerson): Person => ({
  id,
  login,
  roles: [...roles],
  secondFactor,
  createdAt: createdAt.toISOString(),
  ...(lastSeenAt ? { lastSeenAt: lastSeenAt.toISOString() } : {}),
});
