/** English: the texts of all pages of identity. */

import { loginLength, passwordLength } from '../../domain/account-rules.ts';
import { apiTokens } from './en-api-tokens.ts';
import { security } from './en-security.ts';

const seconds = (n: number): string => (n < 100 ? `${n} second${n === 1 ? '' : 's'}` : `${Math.ceil(n / 60)} minutes`);

export const messages = {
  security,
  apiTokens,
  frame: {
    error: (title: string): string => `Error: ${title}`,
    optional: '(optional)',
    toShop: 'Back to the shop',
    toAccount: 'Back to your account',
    cancel: 'Cancel',
  },
  fields: {
    userName: 'User name',
    nameOrEmail: 'User name or e-mail',
    email: 'E-mail',
    password: 'Password',
    yourPassword: 'Your password',
    oldPassword: 'Your password now',
    newPassword: 'New password',
  },
  hints: {
    userName: `${loginLength.min} to ${loginLength.max} characters, no spaces.`,
    password: `At least ${passwordLength.min} characters; three or four words are good.`,
    signUpEmail: 'For mails about your orders or a forgotten password, and to log in with.',
    changeEmail: 'To log in with instead of your user name. Leave it empty to have none.',
  },
  faults: {
    login: {
      'too-short': `Use at least ${loginLength.min} characters.`,
      'too-long': `Use at most ${loginLength.max} characters.`,
      characters: 'Use letters, digits and . _ - + @ only, no spaces.',
      scripts: 'Use letters of one alphabet only.',
      taken: 'This user name is taken, or looks like one that is taken. Choose another one.',
    },
    email: { malformed: 'Enter an e-mail address such as name@example.com.' },
    password: {
      'too-short': `Use at least ${passwordLength.min} characters.`,
      'too-long': `Use at most ${passwordLength.max} characters.`,
      'is-name': 'Choose something other than your user name or e-mail address.',
      common:
        'This is one of the passwords that are tried first. Use three or four words that have nothing to do with each other.',
      personal: 'This is close to your name, your address or the shop’s name. Use words that nobody connects with you.',
      words:
        'A single word or name is guessed quickly. Use three or four words that have nothing to do with each other.',
      pattern:
        'Rows of keys and repetitions are guessed quickly. Use three or four words that have nothing to do with each other.',
      date: 'Years and dates are guessed quickly. Use three or four words that have nothing to do with each other.',
      simple:
        'This is guessed quickly. Make it longer: three or four words that have nothing to do with each other are good.',
    },
    notYourPassword: 'This is not your password.',
    logIn: 'User name or password is not right. Check both and try again.',
    busy: 'Many people are choosing a password right now. Try again in a few seconds.',
    tooManyTries: (wait: number): string => `Too many tries. Try again in ${seconds(wait)}.`,
  },
  logIn: {
    title: 'Log in',
    submit: 'Log in',
    new: 'New here?',
    signUp: 'Create an account',
    guest: 'Continue as a guest',
    forgotten: 'Forgotten your password?',
    demo: 'Demo accounts: demo / demo, operator / operator and admin / admin.',
  },
  signUp: {
    title: 'Create an account',
    submit: 'Create account',
    known: 'Already have one?',
    logIn: 'Log in',
  },
  forgotten: {
    title: 'Forgotten password',
    text: 'Give your user name or e-mail address. If your account has an address, a link comes by mail.',
    submit: 'Send the link',
    doneTitle: 'Look into your mailbox',
    done: 'If there is such an account and it has an e-mail address, a link for a new password is on its way. It works for an hour.',
  },
  reset: {
    title: 'Choose a new password',
    text: 'You are logged out everywhere, and log in with it afterwards.',
    submit: 'Set the password',
    doneTitle: 'Your password is changed',
    done: 'You can log in with it now.',
    closedTitle: 'This link no longer works',
    closed: 'It was used, or is older than an hour. Ask for another one on the log-in page.',
  },
  guest: {
    title: 'Continue as a guest',
    text: 'Buy without an account: your e-mail address is all that is needed.',
    hint: 'The shop writes there about your order. You can make it an account afterwards.',
    submit: 'Continue as a guest',
  },
  guestLink: {
    title: 'Your order',
    text: 'You bought as a guest. Continue as this guest in this browser to see your order.',
    submit: 'Show the order',
    closed: 'This link no longer works. Write to the shop if you need to know about your order.',
  },
  claim: {
    title: 'Create an account',
    text: 'Choose a user name and a password. Your orders stay with you, and you find them again in any browser.',
  },
  logOut: {
    question: 'Log out?',
    text: 'You will be logged out in this browser, in all its tabs.',
    submit: 'Log out',
    stay: 'Stay logged in',
    done: 'You are logged out',
  },
  account: {
    title: 'Your account',
    none: 'None',
    add: 'Add',
    change: 'Change',
    show: 'Show',
    delete: 'Delete',
    /** The accessible name of a link, for screen readers that list links. */
    link: (action: string, what: string): string => `${action}: ${what}`,
    passwordText: 'Change it when somebody else may know it',
    guestText: 'You are a guest in this browser: when it forgets you, your orders can’t be opened any more',
    guestDeleteText: 'Your e-mail address is removed for good',
    sessionsText: 'Browsers and programs that can use your account',
    deleteText: 'Your name, e-mail and password are removed for good',
    deleteTitle: 'Delete account',
    toShop: 'To the shop',
    logOut: 'Log out',
    demo: 'The demo accounts stay as they are, because everybody shares them. Create an account of your own to change it.',
    done: {
      email: 'Your e-mail address is changed.',
      password: 'Your password is changed. You are logged out everywhere else.',
      claim: 'You have an account. Your orders are in it.',
    },
  },
  email: {
    addTitle: 'Add an e-mail',
    changeTitle: 'Change your e-mail',
    text: 'The address is not verified. It is stored encrypted.',
    submit: 'Save',
  },
  password: {
    title: 'Change your password',
    text: 'You stay logged in here, and are logged out everywhere else.',
    submit: 'Change password',
  },
  sessions: {
    title: 'Where you are logged in',
    here: 'this one',
    device: (browser: string, system: string): string => `${browser} on ${system}`,
    program: 'A program',
    /** Before a time. */
    since: 'Since',
    lastUsed: 'Last used',
    logOut: 'Log out',
    logOutOf: (device: string, since: string): string => `Log out: ${device}, since ${since}`,
    logOutOthers: 'Log out everywhere else',
    noOthers: 'Nowhere else.',
  },
  deletion: {
    title: 'Delete your account',
    text: 'Your user name, e-mail, password and cart are removed for good, and so are the addresses and notes of all your orders. You are logged out everywhere. It can’t be undone.',
    orders:
      'Orders you have not paid for are cancelled. Paid ones stay in the shop’s books, without you: what has not been shipped yet can’t reach you any more, so cancel it first or wait until it has arrived. You can’t look at your orders any more.',
    submit: 'Delete my account',
    doneTitle: 'Your account is deleted',
    done: 'Your account and its data are removed. Your addresses, notes and cart follow within moments.',
  },
  errors: {
    title: 'This did not work',
    text: 'Go back to the shop and start again from there.',
    expired: 'This log-in has expired or is already over.',
    form: 'The form was not understood.',
    otherSite: 'This form was sent from another site.',
    oldPage: 'This page is too old. Open it again.',
    server: 'Something went wrong on our side.',
    notFound: 'There is no such page.',
    request: 'The shop’s request to log in or out was not understood.',
  },
};

/** The shape every language implements: the same keys with its own texts. */
export type Messages = Widened<typeof messages>;
type Widened<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: never) => string
      ? T[K]
      : Widened<T[K]>;
};
