/** The caller's own data in this service: see packages/contracts/src/api/me.ts. */
import { getMe, listMySecurityEvents, type Me, type OwnSecurityEvent } from '@mambogo/contracts/api/me.ts';
import { decodeCursor, encodeCursor } from '@mambogo/service/http/cursor.ts';
import { Problem } from '@mambogo/service/http/problem.ts';
import { type BoundRoute, handleRoute } from '@mambogo/service/http/route-handler.ts';
import { securityEvent } from '@mambogo/service/telemetry/security-event.ts';
import { z } from 'zod';
import type { Context } from '../context.ts';

export function myRoutes(context: Context): BoundRoute[] {
  const {
    people,
    administeredPeople: administered,
    signedInSessions: signedIn,
    secondFactors,
    securityEventLog,
  } = context;
  return [
    handleRoute(getMe, async ({ caller: { subject: id } }) => {
      const [person, listed, sessions, passkeys, own] = await Promise.all([
        people.find(id),
        administered.find(id),
        signedIn.list(id),
        secondFactors.passkeys.list(id),
        secondFactors.of(id),
      ]);
      if (!person || !listed) throw new Problem('unauthenticated', 'this account no longer exists');
      const body: Me = {
        id,
        login: person.login,
        email: person.email,
        roles: [...person.roles],
        createdAt: listed.createdAt.toISOString(),
        sessions: sessions.map(({ device, beganAt, usedAt }) => ({
          device,
          beganAt: beganAt.toISOString(),
          usedAt: usedAt.toISOString(),
        })),
        secondFactors: {
          passkeys: passkeys.map(({ name, createdAt, usedAt }) => ({
            name,
            createdAt: createdAt.toISOString(),
            usedAt: usedAt?.toISOString(),
          })),
          authenticatorApp: own.totp,
          recoveryCodes: own.recoveryCodes,
        },
      };
      securityEvent(context, { code: 'person.exported', outcome: 'success', subject: id });
      return { status: 200, body };
    }),

    handleRoute(listMySecurityEvents, async ({ query: { cursor, size }, caller }) => {
      const before = cursor === undefined ? undefined : decodeCursor(cursor, z.uuid());
      const rows = await securityEventLog.list({ subject: caller.subject, before, limit: size + 1 });
      const items = rows
        .slice(0, size)
        .map(({ subject: _subject, actor: _actor, ...event }): OwnSecurityEvent => event);
      const last = items.at(-1);
      return {
        status: 200,
        body: { items, next: rows.length > size && last ? encodeCursor(last.id) : undefined },
      };
    }),
  ];
}
