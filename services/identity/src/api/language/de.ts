/** German: the texts of all pages of identity. */
import { loginLength, passwordLength } from '../../domain/account-rules.ts';
import { apiTokens } from './de-api-tokens.ts';
import { security } from './de-security.ts';
import type { Messages } from './en.ts';

const seconds = (n: number): string =>
  n < 100 ? `${n} ${n === 1 ? 'Sekunde' : 'Sekunden'}` : `${Math.ceil(n / 60)} Minuten`;

export const messages: Messages = {
  security,
  apiTokens,
  frame: {
    error: (title) => `Fehler: ${title}`,
    optional: '(freiwillig)',
    toShop: 'Zurück zum Shop',
    toAccount: 'Zurück zum Konto',
    cancel: 'Abbrechen',
  },
  fields: {
    userName: 'Benutzername',
    nameOrEmail: 'Benutzername oder E-Mail',
    email: 'E-Mail',
    password: 'Passwort',
    yourPassword: 'Ihr Passwort',
    oldPassword: 'Ihr bisheriges Passwort',
    newPassword: 'Neues Passwort',
  },
  hints: {
    userName: `${loginLength.min} bis ${loginLength.max} Zeichen, keine Leerzeichen.`,
    password: `Mindestens ${passwordLength.min} Zeichen; gut sind drei oder vier Wörter.`,
    signUpEmail: 'Für E-Mails zu Bestellungen oder einem vergessenen Passwort, und zum Anmelden.',
    changeEmail:
      'Damit können Sie sich statt mit dem Benutzernamen anmelden. Leer lassen, wenn Sie keine angeben möchten.',
  },
  faults: {
    login: {
      'too-short': `Bitte mindestens ${loginLength.min} Zeichen verwenden.`,
      'too-long': `Bitte höchstens ${loginLength.max} Zeichen verwenden.`,
      characters: 'Bitte nur Buchstaben, Ziffern und . _ - + @ verwenden, keine Leerzeichen.',
      scripts: 'Bitte nur Buchstaben eines Alphabets verwenden.',
      taken: 'Dieser Benutzername ist vergeben oder sieht aus wie ein vergebener. Bitte wählen Sie einen anderen.',
    },
    email: { malformed: 'Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.' },
    password: {
      'too-short': `Bitte mindestens ${passwordLength.min} Zeichen verwenden.`,
      'too-long': `Bitte höchstens ${passwordLength.max} Zeichen verwenden.`,
      'is-name': 'Bitte wählen Sie etwas anderes als Ihren Benutzernamen oder Ihre E-Mail-Adresse.',
      common:
        'Dieses Passwort wird beim Raten zuerst versucht. Nehmen Sie drei oder vier Wörter, die nichts miteinander zu tun haben.',
      personal:
        'Das ähnelt Ihrem Namen, Ihrer Adresse oder dem Namen des Shops. Nehmen Sie Wörter, die niemand mit Ihnen verbindet.',
      words:
        'Ein einzelnes Wort oder ein Name ist schnell erraten. Nehmen Sie drei oder vier Wörter, die nichts miteinander zu tun haben.',
      pattern:
        'Tastenfolgen und Wiederholungen sind schnell erraten. Nehmen Sie drei oder vier Wörter, die nichts miteinander zu tun haben.',
      date: 'Jahreszahlen und Daten sind schnell erraten. Nehmen Sie drei oder vier Wörter, die nichts miteinander zu tun haben.',
      simple:
        'Das ist schnell erraten. Machen Sie es länger: Gut sind drei oder vier Wörter, die nichts miteinander zu tun haben.',
    },
    notYourPassword: 'Das ist nicht Ihr Passwort.',
    logIn: 'Benutzername oder Passwort stimmt nicht. Bitte prüfen Sie beides und versuchen Sie es noch einmal.',
    busy: 'Gerade wählen viele ein Passwort. Bitte versuchen Sie es in ein paar Sekunden noch einmal.',
    tooManyTries: (wait) => `Zu viele Versuche. Bitte versuchen Sie es in ${seconds(wait)} noch einmal.`,
  },
  logIn: {
    title: 'Anmelden',
    submit: 'Anmelden',
    new: 'Neu hier?',
    signUp: 'Konto anlegen',
    guest: 'Als Gast fortfahren',
    forgotten: 'Passwort vergessen?',
    demo: 'Beispielkonten: demo / demo, operator / operator und admin / admin.',
  },
  signUp: {
    title: 'Konto anlegen',
    submit: 'Konto anlegen',
    known: 'Schon ein Konto?',
    logIn: 'Anmelden',
  },
  forgotten: {
    title: 'Passwort vergessen',
    text: 'Nennen Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse. Hat Ihr Konto eine Adresse, kommt ein Link per E-Mail.',
    submit: 'Link senden',
    doneTitle: 'Sehen Sie in Ihr Postfach',
    done: 'Gibt es ein solches Konto und hat es eine E-Mail-Adresse, ist ein Link für ein neues Passwort unterwegs. Er gilt eine Stunde.',
  },
  reset: {
    title: 'Neues Passwort wählen',
    text: 'Sie werden überall abgemeldet und melden sich danach damit an.',
    submit: 'Passwort setzen',
    doneTitle: 'Ihr Passwort ist geändert',
    done: 'Sie können sich jetzt damit anmelden.',
    closedTitle: 'Dieser Link gilt nicht mehr',
    closed: 'Er wurde benutzt oder ist älter als eine Stunde. Fordern Sie auf der Anmeldeseite einen neuen an.',
  },
  guest: {
    title: 'Als Gast fortfahren',
    text: 'Kaufen Sie ohne Konto: Es genügt Ihre E-Mail-Adresse.',
    hint: 'Dorthin schreibt der Shop über Ihre Bestellung. Ein Konto können Sie danach noch daraus machen.',
    submit: 'Als Gast fortfahren',
  },
  guestLink: {
    title: 'Ihre Bestellung',
    text: 'Sie haben als Gast gekauft. Fahren Sie in diesem Browser als dieser Gast fort, um Ihre Bestellung zu sehen.',
    submit: 'Bestellung ansehen',
    closed: 'Dieser Link gilt nicht mehr. Schreiben Sie dem Shop, wenn Sie etwas zu Ihrer Bestellung wissen möchten.',
  },
  claim: {
    title: 'Konto anlegen',
    text: 'Wählen Sie einen Benutzernamen und ein Passwort. Ihre Bestellungen bleiben bei Ihnen, und Sie finden sie in jedem Browser wieder.',
  },
  logOut: {
    question: 'Abmelden?',
    text: 'Sie werden in diesem Browser abgemeldet, in allen Tabs.',
    submit: 'Abmelden',
    stay: 'Angemeldet bleiben',
    done: 'Sie sind abgemeldet',
  },
  account: {
    title: 'Ihr Konto',
    none: 'Keine',
    add: 'Hinzufügen',
    change: 'Ändern',
    show: 'Anzeigen',
    delete: 'Löschen',
    link: (action, what) => `${what}: ${action}`,
    passwordText: 'Ändern Sie es, wenn jemand anders es kennen könnte',
    guestText: 'Sie sind Gast in diesem Browser: Wenn er Sie vergisst, lassen sich Ihre Bestellungen nicht mehr öffnen',
    guestDeleteText: 'Ihre E-Mail-Adresse wird endgültig entfernt',
    sessionsText: 'Browser und Programme, die Ihr Konto nutzen können',
    deleteText: 'Name, E-Mail und Passwort werden endgültig entfernt',
    deleteTitle: 'Konto löschen',
    toShop: 'Zum Shop',
    logOut: 'Abmelden',
    demo: 'Die Beispielkonten lassen sich nicht ändern, weil alle sie gemeinsam nutzen. Legen Sie dafür ein eigenes Konto an.',
    done: {
      email: 'Ihre E-Mail-Adresse ist geändert.',
      password: 'Ihr Passwort ist geändert. Überall sonst sind Sie abgemeldet.',
      claim: 'Sie haben jetzt ein Konto. Ihre Bestellungen sind darin.',
    },
  },
  email: {
    addTitle: 'E-Mail hinzufügen',
    changeTitle: 'E-Mail ändern',
    text: 'Die Adresse wird nicht geprüft. Sie wird verschlüsselt gespeichert.',
    submit: 'Speichern',
  },
  password: {
    title: 'Passwort ändern',
    text: 'Hier bleiben Sie angemeldet, überall sonst werden Sie abgemeldet.',
    submit: 'Passwort ändern',
  },
  sessions: {
    title: 'Wo Sie angemeldet sind',
    here: 'dieses Gerät',
    device: (browser, system) => `${browser} unter ${system}`,
    program: 'Ein Programm',
    since: 'Seit',
    lastUsed: 'Zuletzt genutzt:',
    logOut: 'Abmelden',
    logOutOf: (device, since) => `Abmelden: ${device}, seit ${since}`,
    logOutOthers: 'Überall sonst abmelden',
    noOthers: 'Sonst nirgends.',
  },
  deletion: {
    title: 'Konto löschen',
    text: 'Benutzername, E-Mail, Passwort und Warenkorb werden endgültig entfernt, ebenso die Adressen und Notizen aller Ihrer Bestellungen. Sie werden überall abgemeldet. Das lässt sich nicht rückgängig machen.',
    orders:
      'Nicht bezahlte Bestellungen werden storniert. Bezahlte bleiben in den Büchern des Shops, ohne Sie: Was noch nicht versandt ist, kann Sie nicht mehr erreichen. Stornieren Sie es vorher, oder warten Sie, bis es angekommen ist. Ansehen können Sie Ihre Bestellungen danach nicht mehr.',
    submit: 'Mein Konto löschen',
    doneTitle: 'Ihr Konto ist gelöscht',
    done: 'Ihr Konto und seine Daten sind entfernt. Adressen, Notizen und Warenkorb folgen in wenigen Augenblicken.',
  },
  errors: {
    title: 'Das hat nicht geklappt',
    text: 'Gehen Sie zurück zum Shop und beginnen Sie dort noch einmal.',
    expired: 'Diese Anmeldung ist abgelaufen oder schon beendet.',
    form: 'Das Formular war nicht lesbar.',
    otherSite: 'Dieses Formular kam von einer anderen Website.',
    oldPage: 'Diese Seite ist nicht mehr aktuell. Bitte öffnen Sie sie noch einmal.',
    server: 'Bei uns ist etwas schiefgegangen.',
    notFound: 'Diese Seite gibt es nicht.',
    request: 'Die Anfrage zum An- oder Abmelden war nicht verständlich.',
  },
};
