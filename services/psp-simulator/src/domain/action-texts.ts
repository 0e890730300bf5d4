/** The texts of the approval page. */
import type { Charge } from './charge.ts';

export interface ActionTexts {
  readonly title: string;
  readonly bank: string;
  readonly question: string;
  readonly approve: string;
  readonly decline: string;
  readonly note: string;
  readonly outcomes: Readonly<Record<Charge['status'], string>>;
  readonly back: string;
  readonly close: string;
}

export const actionTexts: Readonly<Record<'en' | 'de', ActionTexts>> = {
  en: {
    title: 'Approve the payment',
    bank: 'Payment simulator',
    question: 'Approve the payment?',
    approve: 'Approve',
    decline: 'Decline',
    note: 'A real bank would verify your identity here. No money is moved in this simulation.',
    outcomes: {
      captured: 'The payment is approved',
      failed: 'The payment is declined',
      voided: 'The payment was cancelled',
      pending: 'The payment is being processed',
      requires_action: 'The payment is waiting for your approval',
    },
    back: 'Back to your order',
    close: 'You can close this page.',
  },
  de: {
    title: 'Zahlung freigeben',
    bank: 'Zahlungssimulator',
    question: 'Zahlung freigeben?',
    approve: 'Freigeben',
    decline: 'Ablehnen',
    note: 'Eine echte Bank würde hier Ihre Identität prüfen. In dieser Simulation wird kein Geld bewegt.',
    outcomes: {
      captured: 'Die Zahlung ist freigegeben',
      failed: 'Die Zahlung ist abgelehnt',
      voided: 'Die Zahlung wurde abgebrochen',
      pending: 'Die Zahlung wird bearbeitet',
      requires_action: 'Die Zahlung wartet auf Ihre Freigabe',
    },
    back: 'Zurück zur Bestellung',
    close: 'Sie können diese Seite schließen.',
  },
};
