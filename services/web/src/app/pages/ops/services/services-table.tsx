/** The services, one row per instance, and a row for each service of which some instance does not answer. */
import type { ReportedInstance } from '@mambogo/contracts/api/operations.ts';
import { Badge, type Tone } from '../../../design/badge.tsx';
import { Notice } from '../../../design/notice.tsx';
import { useLanguage } from '../../../language/language-context.tsx';
import { Cell, RowHead, Table } from '../../merchant/parts/table.tsx';
import { duration, durationSince } from '../duration.ts';
import { recentDelayMs } from '../history/recent-delay.ts';
import { recentReports } from '../history/report-history.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import type { JudgedService, ServiceState } from './service-state.ts';

const tones: Readonly<Record<ServiceState, Tone>> = { ok: 'good', degraded: 'warn', partly: 'warn', down: 'bad' };

interface ServicesTableProps {
  readonly services: readonly JudgedService[];
  readonly registryError: string | undefined;
}

export function ServicesTable({ services, registryError }: ServicesTableProps) {
  const { services: texts } = useOpsMessages();
  return (
    <section className="stack" aria-labelledby="ops-services">
      <div>
        <h2 id="ops-services">{texts.title}</h2>
        <p className="soft small">{texts.text}</p>
      </div>
      {registryError && <Notice tone="warn">{texts.registryError(registryError)}</Notice>}
      <Table
        caption={texts.title}
        head={[
          texts.service,
          texts.state,
          texts.instance,
          texts.since,
          { number: texts.memory },
          texts.outbox,
          { number: texts.delay },
          { number: texts.deadLetters },
        ]}
      >
        {services.map((service) => (
          <ServiceRows key={service.service} service={service} />
        ))}
      </Table>
    </section>
  );
}

function ServiceRows({ service }: { readonly service: JudgedService }) {
  const { instances, silent, service: name } = service;
  return (
    <>
      {instances.map((instance) => (
        <InstanceRow key={instance.instance} service={service} instance={instance} />
      ))}
      {(silent > 0 || instances.length === 0) && <SilentRow key={`${name} silent`} service={service} />}
    </>
  );
}

interface RowProps {
  readonly service: JudgedService;
  readonly instance: ReportedInstance;
}

function InstanceRow({ service, instance }: RowProps) {
  const { services: texts } = useOpsMessages();
  const { number, language } = useLanguage();
  const { outbox, deadLetters } = instance;
  const delay = recentDelayMs(instance, recentReports());
  const letters = deadLetters && deadLetters.poison + deadLetters.transient;
  return (
    <tr data-service={service.service} data-state={service.state}>
      <RowHead>
        <span translate="no">{service.service}</span>
      </RowHead>
      <Cell of={texts.state}>
        <State service={service} />
      </Cell>
      <Cell of={texts.instance}>
        <span translate="no" className="merchant-id">
          {instance.instance}
        </span>
        <span className="soft small merchant-below">
          {texts.version} {instance.version}
          {service.addresses.length === 1 && (
            <>
              {' · '}
              <span translate="no">{service.addresses[0]}</span>
            </>
          )}
        </span>
      </Cell>
      <Cell of={texts.since} tight>
        {durationSince(instance.startedAt, language)}
      </Cell>
      <Cell of={texts.memory} number>
        {number(Math.round(instance.memoryBytes / 1_048_576))} MiB
      </Cell>
      <Cell of={texts.outbox}>
        {outbox === undefined
          ? '–'
          : outbox.rows === 0
            ? number(0)
            : texts.outboxWaiting(number(outbox.rows), duration(outbox.oldestSeconds, language))}
      </Cell>
      <Cell of={texts.delay} number>
        {delay === null ? '–' : `${number(Math.round(delay))} ms`}
      </Cell>
      <Cell of={texts.deadLetters} number>
        {letters === undefined ? '–' : letters > 0 ? <Badge tone="bad">{number(letters)}</Badge> : number(0)}
      </Cell>
    </tr>
  );
}

/** With a reason for every state but OK. */
function State({ service: { state, breaker, problems } }: { readonly service: JudgedService }) {
  const { services: texts } = useOpsMessages();
  const isOpen = breaker !== undefined && breaker !== 'closed';
  return (
    <>
      <Badge tone={tones[state]}>{texts.states[state]}</Badge>
      {isOpen && (
        <span className="small merchant-below">
          {texts.circuit}: {texts.circuits[breaker]}
        </span>
      )}
      {problems.map((problem) => (
        <span key={problem} className="small merchant-below merchant-clip" translate="no">
          {problem}
        </span>
      ))}
    </>
  );
}

function SilentRow({ service }: { readonly service: JudgedService }) {
  const { services: texts } = useOpsMessages();
  const { service: name, addresses, error, state, instances } = service;
  return (
    <tr data-service={name} data-state={state}>
      <RowHead>
        <span translate="no">{name}</span>
      </RowHead>
      <Cell of={texts.state}>
        {instances.length === 0 ? <State service={service} /> : <Badge tone="warn">{texts.noAnswer}</Badge>}
      </Cell>
      <td colSpan={6} data-label={texts.instance}>
        <span translate="no" className="merchant-id">
          {addresses.length === 0 ? texts.notRegistered : addresses.join(', ')}
        </span>
        {error && (
          <span className="soft small merchant-below merchant-clip" translate="no">
            {error}
          </span>
        )}
      </td>
    </tr>
  );
}
