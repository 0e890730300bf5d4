import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createPasswordStrength } from './strength.ts';

const strength = createPasswordStrength();
after(() => strength.stop());
const known = ['Mambogo', 'shop', 'shop.localhost', 'anasilva', 'ana@example.com'];

test('rejects common guesses, with a reason', async () => {
  const weak = {
    password: 'common',
    '12345678': 'common',
    '        ': 'pattern',
    qwertyui: 'common',
    qwertzuiop: 'pattern',
    mambogo1: 'personal',
    anasilva: 'personal',
    anasilvaanasilva: 'personal',
    passwort: 'common',
    iloveyou: 'common',
    'Password1!': 'common',
    'P@ssw0rd': 'common',
    aaaaaaaa: 'pattern',
    abcdefgh: 'pattern',
  };
  for (const [password, why] of Object.entries(weak))
    assert.equal(await strength.check(password, known), why, password);
  for (const password of ['hallo123', 'letmein1', 'schatz123', 'sommer2024', 'Mambogo2026'])
    assert.ok(await strength.check(password, known), password);
});

test('accepts a few words, other alphabets and generated passwords', async () => {
  for (const password of [
    'correct horse battery staple',
    'пароль-мой-дом',
    'kx83-Lm2q-9vTz',
    'drei Birnen unterm Tisch',
    '😀🎻🥕🛶🪁🧊🦔🧵',
  ])
    assert.equal(await strength.check(password, known), undefined, password);
});

test('the longest and most complex password does not block the process, and excess checks are rejected', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  const twisted = 'p4ssw0rd@$l1!'.repeat(19);
  const passwords = [twisted, ...Array.from({ length: 29 }, () => 'password')];
  const answers = await Promise.all(passwords.map((password) => strength.check(password, known)));
  clearInterval(timer);
  assert.equal(answers.filter((answer) => answer === 'busy').length, 10);
  assert.ok(ticks > 10, `the event loop kept running: ${ticks}`);
});
