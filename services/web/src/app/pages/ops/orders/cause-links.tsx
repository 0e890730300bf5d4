/** The cause of a stuck order as sentences, and links to its dead letter and runbook. */
import { Link } from 'react-router';
import { useLanguage } from '../../../language/language-context.tsx';
import { shortType } from '../../merchant/dead-letters/short-type.ts';
import { merchantPaths } from '../../merchant/merchant-paths.ts';
import { duration } from '../duration.ts';
import { useOpsMessages } from '../language/use-ops-messages.ts';
import { runbookUrl } from '../ops-paths.ts';
import { type Cause, runbookOf } from './cause-of.ts';

export function useCauseText(): (cause: Cause) => readonly string[] {
  const { causes: texts } = useOpsMessages();
  const { language, dateTime } = useLanguage();
  return (cause) => {
    switch (cause.kind) {
      case 'dead-letter': {
        const { type, service, error, nextRetryAt } = cause.letter;
        return [
          `${texts['dead-letter'](type ? shortType(type) : service)}: ${error}`,
          nextRetryAt ? texts.retry(dateTime(nextRetryAt)) : texts.noRetry,
        ];
      }
      case 'down':
        return [texts.down(cause.service), ...(cause.error ? [cause.error] : [])];
      case 'unpublished':
        return [texts.unpublished(cause.count)];
      case 'backlog':
        return [texts.backlog(cause.service, duration(cause.seconds, language))];
      case 'degraded':
        return [texts.degraded(cause.service), ...cause.problems];
      case 'unknown':
        return [texts.unknown(cause.service)];
    }
  };
}

interface CauseLinksProps {
  readonly cause: Cause;
  /** Where the runbooks are, if the shop's settings name it. */
  readonly runbooks: string | undefined;
}

export function CauseLinks({ cause, runbooks }: CauseLinksProps) {
  const { common } = useOpsMessages();
  const runbook = runbookUrl(runbooks, runbookOf[cause.kind]);
  return (
    <span className="ops-links">
      {cause.kind === 'dead-letter' && (
        <Link to={merchantPaths.letter(cause.letter.service, cause.letter.id)}>{common.deadLetter}</Link>
      )}
      {runbook && (
        <a href={runbook} target="_blank" rel="noreferrer">
          {common.runbook}
        </a>
      )}
    </span>
  );
}
