/** What a mail says, independent of its form: HTML and text are both made of it. */

export interface MailContent {
  readonly subject: string;
  /** `Hello Ada,` */
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly items?: readonly { readonly name: string; readonly quantity: number; readonly amount: string }[];
  readonly totals?: readonly { readonly label: string; readonly amount: string }[];
  readonly facts?: readonly { readonly label: string; readonly lines: readonly string[] }[];
  /** The one link. */
  readonly button?: { readonly label: string; readonly url: string };
  /** Why the reader gets this mail. */
  readonly footer: string;
}
