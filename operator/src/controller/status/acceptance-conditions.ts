/** The conditions of a spec that was accepted: that it was, and whether all of it has an effect. Pure. */
import type { Storefront } from '../../api/storefront.ts';
import { enabledServices } from '../../model/store-model.ts';
import { type FieldNote, ignoredFields } from '../../model/unsupported-fields.ts';
import { type Condition, conditionFalse, conditionTrue } from './conditions.ts';

export function acceptanceConditions(storefront: Storefront, lagNotes: readonly FieldNote[]): Condition[] {
  const notes = [...ignoredFields(storefront), ...lagNotes].map(({ field, message }) => `${field} ${message}`);
  return [
    conditionTrue('Accepted', 'Valid', 'the spec is valid and this operator carries its version'),
    notes.length === 0
      ? conditionTrue('FieldsSupported', 'Whole', 'every field of the spec is supported')
      : conditionFalse('FieldsSupported', 'FieldsWithoutEffect', notes.join('; ')),
    ...mailCondition(storefront),
  ];
}

/** None for a version without messages. */
function mailCondition(storefront: Storefront): Condition[] {
  if (!enabledServices(storefront).some(({ name }) => name === 'notification')) return [];
  const { mail, identity } = storefront.spec;
  if (identity?.external)
    return [
      conditionFalse('MailConfigured', 'NoAddresses', 'the external identity provider has the addresses of customers'),
    ];
  return [
    mail
      ? conditionTrue('MailConfigured', 'Configured', `messages to customers are sent through ${mail.host}`)
      : conditionFalse('MailConfigured', 'NoMailServer', 'messages to customers are not sent: set spec.mail'),
  ];
}
