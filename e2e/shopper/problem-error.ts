/** A rejection by the shop: status and problem+json. */
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';
import { commandHint } from '@mambogo/local/cli/command-hint.ts';
import { visibleText } from './html-form.ts';

export class ProblemError extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** The last part of the problem's type, e.g. `out-of-stock`; '' when the response was not problem+json. */
  readonly slug: string;

  constructor(what: string, status: number, text: string) {
    const body = read(text) ?? { type: 'about:blank', title: firstWords(text), status };
    super(`${what} answered ${status}: ${body.detail ?? body.title}`);
    this.name = 'ProblemError';
    this.status = status;
    this.body = body;
    this.slug = body.type.startsWith('https://mambogo.com/problems/') ? (body.type.split('/').at(-1) ?? '') : '';
  }
}

/** For a response that is not problem+json, such as a proxy's page. */
const firstWords = (text: string): string =>
  (text.trimStart().startsWith('<') ? visibleText(text) : text.replaceAll(/\s+/g, ' ').trim()).slice(0, 120) ||
  'an empty response';

function read(text: string): ProblemBody | undefined {
  try {
    return ProblemBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Nothing listens there, the connection was closed, or the server does not speak the URL's protocol. */
export class NothingAnswersError extends Error {
  constructor(url: string, cause: unknown) {
    super(`no response from ${url}: is the shop running? ${startHint(url)}`, { cause });
    this.name = 'NothingAnswersError';
  }
}

/** The command that would start a shop there. */
function startHint(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname) || protocol !== 'http:') return 'check the address';
  const offset = Number(port || 80) - 8080;
  if (offset < 0) return 'check the port';
  return commandHint('start', offset === 0 ? [] : ['--port-offset', String(offset)]);
}
