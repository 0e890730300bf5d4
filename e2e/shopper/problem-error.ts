/** What the shop answers when it does not do what was asked: status and problem+json. */
import { ProblemBody } from '@mambogo/contracts/problem-types.ts';

export class ProblemError extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  /** The last part of the problem's type, e.g. `out-of-stock`; '' when the answer was no problem+json. */
  readonly slug: string;

  constructor(what: string, status: number, text: string) {
    const body = read(text) ?? { type: 'about:blank', title: text.slice(0, 200), status };
    super(`${what} answered ${status}: ${body.detail ?? body.title}`);
    this.name = 'ProblemError';
    this.status = status;
    this.body = body;
    this.slug = body.type.startsWith('https://mambogo.com/problems/') ? (body.type.split('/').at(-1) ?? '') : '';
  }
}

function read(text: string): ProblemBody | undefined {
  try {
    return ProblemBody.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Nothing listens there, or it hung up. */
export class NothingAnswersError extends Error {
  constructor(url: string, cause: unknown) {
    super(`nothing answers at ${url}: is the shop running? npm start`, { cause });
    this.name = 'NothingAnswersError';
  }
}
