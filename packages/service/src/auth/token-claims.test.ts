import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scopes } from '@mambogo/contracts/scopes.ts';
import { z } from 'zod';
import { readExternalClaims, readShopClaims } from './token-claims.ts';

const issuer = 'https://issuer.example/';
const read = (claims: object) => readExternalClaims(issuer)({ sub: 'auth0|5f7c', exp: 1, ...claims });
const scopesOf = (claims: object) => [...read(claims).scopes];

test("takes the scopes of the shop's own issuer unchanged", () => {
  const claims = readShopClaims({ sub: 'a', exp: 1, scope: 'openid cart:manage', roles: ['USER'] });
  const { subject, roles, scopes: allowed, expiresAt } = claims;
  assert.deepEqual([subject, roles, allowed, expiresAt], ['a', ['USER'], new Set(['cart:manage']), 1]);
  assert.deepEqual(readShopClaims({ sub: 'a', exp: 1, roles: ['ADMIN'] }).scopes, new Set());
});

test('accepts roles, scopes or both from an external issuer, and intersects both', () => {
  assert.deepEqual(scopesOf({ roles: ['USER', 'offline_access'] }), ['cart:manage', 'order:write']);
  assert.deepEqual(scopesOf({ roles: 'ADMIN', scope: 'openid profile' }), [...scopes]);
  assert.deepEqual(scopesOf({ roles: ['USER', 'OPERATOR'] }), ['cart:manage', 'order:write', 'operations:manage']);
  assert.deepEqual(scopesOf({ scope: 'openid order:write' }), ['order:write']);
  assert.deepEqual(scopesOf({ scp: ['product:write', 'something:else'] }), ['product:write']);
  assert.deepEqual(scopesOf({ roles: ['USER'], scope: 'admin:all order:write' }), ['order:write']);
  assert.deepEqual(scopesOf({ roles: ['USER'], scope: 'admin:all' }), []);
});

test('grants nothing without a role or scope of the shop', () => {
  assert.deepEqual(scopesOf({}), []);
  assert.deepEqual(scopesOf({ roles: ['root'], scope: 'openid' }), []);
  assert.deepEqual(read({ roles: ['root', 'USER'] }).roles, ['USER']);
});

test('maps any subject to a stable customer id per issuer, and keeps UUIDs', () => {
  const { subject } = read({});
  assert.equal(z.uuid().parse(subject), read({ roles: ['USER'] }).subject);
  assert.match(subject, /^.{14}8/);
  assert.notEqual(read({ sub: 'auth0|5f7d' }).subject, subject);
  assert.notEqual(readExternalClaims('https://other.example/')({ sub: 'auth0|5f7c', exp: 1 }).subject, subject);
  const uuid = '0190a0b0-0000-7000-8000-000000000001';
  assert.equal(read({ sub: uuid }).subject, uuid);
  assert.notEqual(read({ sub: uuid.toUpperCase() }).subject, uuid.toUpperCase());
});

test("reads session and epoch from tokens of the shop's own issuer, if present", () => {
  const { sessionId, epoch, issuedAt } = readShopClaims({ sub: 'a', exp: 2, iat: 1, sid: 's', epoch: 4 });
  assert.deepEqual([sessionId, epoch, issuedAt], ['s', 4, 1]);
  assert.equal(readShopClaims({ sub: 'a', exp: 1 }).sessionId, undefined);
  assert.throws(() => readShopClaims({ sub: 'a', exp: 1, epoch: 'none' }));
});

test('rejects claims without subject or expiry', () => {
  assert.throws(() => read({ sub: '' }));
  assert.throws(() => read({ exp: undefined }));
  assert.throws(() => readShopClaims({ sub: 'a' }));
});
