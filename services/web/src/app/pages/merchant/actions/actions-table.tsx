/** Table of what staff did. */
import type { StaffAction } from '@mambogo/contracts/api/staff-actions.ts';
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';
import { merchantPaths } from '../merchant-paths.ts';
import { personId } from '../parts/person-id.ts';
import { PersonName } from '../parts/person-name.tsx';
import { Cell, RowHead, Table } from '../parts/table.tsx';
import { useLocale } from '../parts/use-locale.ts';
import { preciseTime } from '../precise-time.ts';
import { actionSummary } from './action-summary.ts';

export function ActionsTable({ actions }: { readonly actions: readonly StaffAction[] }) {
  const { actions: texts } = useMerchantMessages();
  const format = useLanguage();
  const locale = useLocale();
  const names: Readonly<Record<string, string>> = texts.types;
  return (
    <Table caption={texts.title} head={[texts.what, texts.time, texts.by, texts.subject, texts.details]}>
      {actions.map((action) => (
        <tr key={action.id} data-type={action.type}>
          <RowHead>
            {names[action.type] ?? action.type}
            <span className="soft small merchant-sku" translate="no">
              {action.type}
            </span>
          </RowHead>
          <Cell of={texts.time} tight>
            <time dateTime={action.at}>{preciseTime(action.at, locale)}</time>
            {action.traceUrl && (
              <a className="small merchant-below" href={action.traceUrl}>
                {texts.trace}
              </a>
            )}
          </Cell>
          <Cell of={texts.by}>
            <Actor actor={action.actor} />
          </Cell>
          <Cell of={texts.subject}>
            <Subject action={action} />
          </Cell>
          <Cell of={texts.details}>
            <span className="merchant-clip" translate="no">
              {actionSummary(action, format) || '–'}
            </span>
          </Cell>
        </tr>
      ))}
    </Table>
  );
}

/** `merchant:<id>`, or `git:<name>` for whoever pushed a commit to the settings. */
function Actor({ actor }: Pick<StaffAction, 'actor'>) {
  const [role = '', ...rest] = actor.split(':');
  const id = rest.join(':');
  if (role === 'merchant' && personId(id)) return <PersonName id={id} linked />;
  return <span translate="no">{role === 'git' ? `${id} (Git)` : id || actor}</span>;
}

function Subject({ action: { kind, subject } }: { readonly action: StaffAction }) {
  const { actions: texts } = useMerchantMessages();
  if (kind === 'person') return <PersonName id={subject} linked />;
  const path = pathOf[kind](subject);
  return (
    <Link to={path} title={subject}>
      {texts.kinds[kind]}{' '}
      <span translate="no">
        {kind === 'pricing' ? '' : kind === 'settings' ? subject.slice(0, 12) : `…${subject.slice(-8)}`}
      </span>
    </Link>
  );
}

const pathOf: Readonly<Record<Exclude<StaffAction['kind'], 'person'>, (id: string) => string>> = {
  order: merchantPaths.order,
  customer: merchantPaths.ordersOf,
  product: merchantPaths.product,
  category: () => merchantPaths.categories,
  settings: merchantPaths.settingsCommit,
  pricing: merchantPaths.rules,
};
