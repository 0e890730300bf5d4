/** Why a commit cannot be in force: file, line and reason of each mistake. */
import type { SettingsStatus } from '@mambogo/contracts/api/settings.ts';
import { useMerchantMessages } from '../language/use-merchant-messages.ts';

export function Violations({ violations }: Pick<SettingsStatus, 'violations'>) {
  const { settings: texts } = useMerchantMessages();
  return (
    <ul>
      {violations.map(({ file, line, reason }) => (
        <li key={`${file}:${line}:${reason}`}>
          <strong translate="no">{file}</strong>, {texts.line(line)}: <span translate="no">{reason}</span>
        </li>
      ))}
    </ul>
  );
}
