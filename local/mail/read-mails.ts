/** Reads the mails that a shop's mail server has taken, through its API. */
import { z } from 'zod';

const Address = z.object({ address: z.string(), name: z.string() });

export const ReceivedMail = z.object({
  id: z.string(),
  subject: z.string(),
  from: z.array(Address),
  to: z.array(Address),
  headers: z.record(z.string(), z.unknown()),
  text: z.string(),
  html: z.string(),
});
export type ReceivedMail = z.infer<typeof ReceivedMail>;

/** Oldest first. @param page address of its web page @param to only those to this address */
export async function readMails(page: string, to?: string): Promise<ReceivedMail[]> {
  const response = await fetch(`${page}/api/email`);
  const mails = z.array(ReceivedMail).parse(await response.json());
  return mails.filter((mail) => to === undefined || mail.to.some(({ address }) => address === to));
}

export const messageIdOf = ({ headers }: ReceivedMail): string => String(headers['message-id']);
