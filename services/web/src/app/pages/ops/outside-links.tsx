/** Links to pages beside the shop that its settings name: traces, dashboards, runbooks. */
import type { OperationsReport } from '@mambogo/contracts/api/operations.ts';
import { useOpsMessages } from './language/use-ops-messages.ts';

export function OutsideLinks({ links }: Pick<OperationsReport, 'links'>) {
  const { links: texts } = useOpsMessages();
  const named = [
    [texts.traces, links.trace?.replace(/(?:traces\/)?\{traceId\}.*$/, '')],
    [texts.dashboards, links.dashboards],
    [texts.runbooks, links.runbooks],
  ] as const;
  const present = named.flatMap(([text, href]) => (href ? [{ text, href }] : []));
  if (present.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="ops-links">
      <h2 id="ops-links">{texts.title}</h2>
      <ul className="row">
        {present.map(({ text, href }) => (
          <li key={text}>
            <a className="button button-quiet" href={href} target="_blank" rel="noreferrer">
              {text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
