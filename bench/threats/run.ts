/**
 * `npm run bench -- threats`: threat detection on its corpus, compared with nginx with ModSecurity and the OWASP Core Rule Set at
 * paranoia level 1: attacks blocked, legitimate requests rejected, CPU per request, and each pattern's worst-case input.
 * `--report FILE`.
 */

import { readCorpus } from '@mambogo/threats/corpus/read-corpus.ts';
import { textRules } from '@mambogo/threats/rules/rules.ts';
import { worstInput } from '@mambogo/threats/testing/worst-input.ts';
import { dataFolder } from '../../local/toolchain/cache-folder.ts';
import { benchArguments, benchCommandLine, fromUser, reportFile } from '../bench-command-line.ts';
import { createReport } from '../report.ts';
import { rounded, table } from '../tables.ts';
import { byGroup, rates } from './compare.ts';
import { costOfModSecurity, costOfRules } from './cost.ts';
import { startModSecurity } from './modsecurity.ts';
import { blockedByModSecurity, blockedByRules } from './verdicts.ts';

const { report: reportTo } = benchCommandLine('threats', [
  ['', 'installs ModSecurity and the Core Rule Set when missing'],
])
  .option('--report <file>', 'path of the report', reportFile('threats-'))
  .parse(benchArguments(), fromUser)
  .opts();

const corpus = readCorpus();
const folder = dataFolder('bench-threats');
const report = createReport('Threat detection', (text) => console.log(text));
const modSecurity = await startModSecurity(folder, true);
const without = await startModSecurity(folder, false);
try {
  const ours50 = blockedByRules(corpus, 50);
  const ours75 = blockedByRules(corpus, 75);
  const modSecurityVerdicts = await blockedByModSecurity(corpus, modSecurity.port);
  const columns = { 'ours at 50': ours50, 'ours at 75': ours75, 'ModSecurity CRS, PL1': modSecurityVerdicts };
  report.section(
    'Attacks blocked, legitimate requests rejected',
    rates(corpus, columns),
    'By group:',
    byGroup(corpus, columns),
  );
  const nginx = await costOfModSecurity(corpus, modSecurity);
  const bare = await costOfModSecurity(corpus, without);
  report.section(
    'CPU-ms per request, the whole corpus repeatedly',
    table(
      ['', 'CPU-ms'],
      [
        ['ours: one assessment', rounded(costOfRules(corpus), 3)],
        ['nginx with ModSecurity and CRS', rounded(nginx, 3)],
        ['the same nginx without', rounded(bare, 3)],
        ['difference: ModSecurity and CRS', rounded(nginx - bare, 3)],
      ],
    ),
  );
} finally {
  await modSecurity.stop();
  await without.stop();
}
const worst = textRules
  .flatMap((rule) => {
    const results = worstInput(rule, 12_000);
    return results ? [{ ...results, id: rule.id }] : [];
  })
  .sort((a, b) => b.milliseconds - a.milliseconds);
report.section(
  "Each pattern's worst input of 12,000 characters (the longest inspected text)",
  table(
    ['rule', 'CPU-ms', 'four times as long takes', 'repeatedly'],
    worst.map(({ id, milliseconds, growth, piece }) => [
      id,
      rounded(milliseconds, 2),
      // The clock counts microseconds: below a tenth of a millisecond it shows nothing about growth.
      milliseconds < 0.1 ? '' : `${rounded(growth)} times`,
      `\`${piece.replaceAll('|', '\\|').replaceAll('`', "'")}\``,
    ]),
  ),
);
report.write(reportTo);
console.log(`report written to ${reportTo}`);
process.exit(0);
