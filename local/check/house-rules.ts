/**
 * Project rules that neither compiler nor linter can check. Pure: sources in, problems out. Small files with one idea, named for
 * it; imports flow services -> packages, never between services and never in a circle; no `any`.
 */
import { importCycles } from './import-cycles.ts';
import { importsOf, resolvePath } from './imports.ts';
import { findLogCalls } from './log-calls.ts';
import { isProductSource, type Source } from './sources.ts';
import { unusualWords } from './vocabulary.ts';
import { writtenPaths } from './written-paths.ts';

const maxLines = 200;
const vagueNames = /^(utils?|helpers?|common|misc|index|shared|manager)$/;

type Rule = (source: Source) => readonly string[];

export const checkHouseRules = (sources: readonly Source[]): string[] => [
  ...sources.flatMap((source) =>
    [
      tooLong,
      vagueName,
      notKebabCase,
      missingComment,
      forbiddenImports,
      anyType,
      unusualWords,
      warningWithoutEvent,
      writtenPaths,
    ]
      .flatMap((rule: Rule) => rule(source))
      .map((message) => `${source.path}: ${message}`),
  ),
  ...importCycles(sources),
];

const tooLong: Rule = ({ text }) => {
  const lines = text.trimEnd().split('\n').length;
  return lines > maxLines ? [`${lines} lines; past ${maxLines} there is a second idea in it`] : [];
};

const vagueName: Rule = ({ path }) => {
  const parts = path.split('/').map((part) => part.split('.')[0] ?? '');
  return parts.filter((part) => vagueNames.test(part)).map((part) => `"${part}" says nothing about what is in it`);
};

const notKebabCase: Rule = ({ path }) =>
  path.split('/').every((part) => /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)*$/.test(part)) ? [] : ['not in kebab-case'];

const missingComment: Rule = ({ path, text }) =>
  /\.test\.tsx?$/.test(path) || /^(#!.*\n)?(\/\/|\/\*)/.test(text) ? [] : ['the comment at the top is missing'];

const forbiddenImports: Rule = ({ path, text }) => {
  const [top, name] = path.split('/');
  return importsOf(text).flatMap((imported) => {
    const [target = imported] = imported.startsWith('.') ? resolvePath(path, imported) : [];
    const service = /^(?:services\/|@mambogo\/)([a-z-]+)/.exec(target)?.[1];
    if (!service || !isService(target, service) || (top === 'services' && name === service)) return [];
    if (top === 'services') return [`a service imports a service (${imported})`];
    if (top === 'packages') return [`a package imports a service (${imported})`];
    return [];
  });
};

const anyType: Rule = ({ text }) =>
  /(?:[:<|&,(]|\bas)\s*any\b(?!\w)(?=\s*[;,)\]>=|&[{]|\s*$)/m.test(withoutText(text)) ? ['uses the type any'] : [];

const packages = new Set([
  'contracts',
  'service',
  'messaging',
  'metrics',
  'dapr',
  'blueprint',
  'testing',
  'threats',
  'operator',
  'local',
  'docs',
  'e2e',
  'bench',
]);
const isService = (target: string, name: string) => target.startsWith('services/') || !packages.has(name);

/** People alert on the code: the sentence may change. */
const warningWithoutEvent: Rule = ({ path, text }) =>
  isProductSource(path)
    ? findLogCalls(text)
        .filter(({ level, event }) => ['warn', 'error', 'fatal'].includes(level) && event === undefined)
        .map(({ line }) => `line ${line}: a log line of warn and above needs event: 'area.what_happened'`)
    : [];

/** Removes comments and strings, which may contain the word "any". */
const withoutText = (text: string): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g, '""');
