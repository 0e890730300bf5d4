/**
 * User accounts for administrators. Names are encrypted at rest, so a search matches only full user names and e-mail addresses.
 * Owned by identity: with an external issuer these routes do not exist.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { limits } from '../limits.ts';
import { Cursor, cursorQuery } from '../page.ts';
import { asPersonal } from '../personal.ts';
import { route } from '../route.ts';
import { roles as allRoles } from '../scopes.ts';
import { SingleLineText } from '../text.ts';
import { Time } from '../time.ts';

export const Role = z.enum(allRoles);

export const Person = z
  .object({
    id: Id,
    login: asPersonal(z.string()),
    roles: z.array(Role),
    secondFactor: z.boolean().meta({ description: 'whether the user has a passkey or an authenticator app' }),
    createdAt: Time,
    lastSeenAt: Time.optional().meta({ description: 'last use of an active session, to the minute' }),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

export const PersonPage = Cursor(Person).meta({ id: 'PersonPage' });

const people = { owner: 'identity', scopes: ['admin:all'], rate: 'merchants' } as const;
const personParams = z.object({ id: Id });

export const listPeople = route({
  ...people,
  id: 'listPeople',
  method: 'GET',
  path: '/api/v1/admin/people',
  summary: 'List users, newest first, or find one by user name or e-mail address',
  query: z.object({
    search: asPersonal(SingleLineText({ max: limits.text.email }))
      .optional()
      .meta({ description: 'a full user name or e-mail address' }),
    ...cursorQuery,
  }),
  responses: { 200: PersonPage },
});

export const getPerson = route({
  ...people,
  id: 'getPerson',
  method: 'GET',
  path: '/api/v1/admin/people/{id}',
  summary: 'Get a user',
  params: personParams,
  responses: { 200: Person },
});

export const endPersonSessions = route({
  ...people,
  id: 'endPersonSessions',
  method: 'POST',
  path: '/api/v1/admin/people/{id}/sessions/end',
  summary: 'Log a user out everywhere: sessions and tokens end within 2 s',
  params: personParams,
  stepUp: true,
  responses: { 200: Person },
});

export const setPersonRoles = route({
  ...people,
  id: 'setPersonRoles',
  method: 'POST',
  path: '/api/v1/admin/people/{id}/roles',
  summary: 'Change the roles of a user; existing tokens end within 2 s. 422 for the last administrator',
  params: personParams,
  body: z.strictObject({
    roles: z
      .array(Role)
      .min(1)
      .max(allRoles.length)
      .refine((roles) => roles.includes('USER'), 'must include USER')
      .transform((roles) => Role.options.filter((role) => roles.includes(role))),
  }),
  stepUp: true,
  responses: { 200: Person },
});
