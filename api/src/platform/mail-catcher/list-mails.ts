import type { CaughtMail, MailStore } from './mail-store.ts';
import { summariseMail, type MailSummary } from './summarise-mail.ts';

export interface MailPage {
  /** Number of mails received so far, including those that are not kept any more. */
  received: number;
  kept: number;
  mails: MailSummary[];
  /** Whether there are older ones: ask again with `before` set to the last one's id. */
  hasMore: boolean;
}

/** Returns mails, newest first. `search` is matched in subject, names and addresses, ignoring case. */
export async function listMails(store: MailStore, query: URLSearchParams): Promise<MailPage> {
  const limit = Math.min(wholeNumber(query.get('limit')) ?? 50, 200);
  const before = wholeNumber(query.get('before')) ?? Infinity;
  const search = (query.get('search') ?? '').trim().toLowerCase();
  const mails: MailSummary[] = [];
  for (const mail of store.mails.toReversed()) {
    if (mail.id >= before || !(await matches(mail, search))) continue;
    if (mails.length === limit) return page(store, mails, true);
    mails.push(await summariseMail(mail));
  }
  return page(store, mails, false);
}

function page(store: MailStore, mails: MailSummary[], hasMore: boolean): MailPage {
  return { received: store.received, kept: store.mails.length, mails, hasMore };
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

async function matches(mail: CaughtMail, search: string): Promise<boolean> {
  if (search === '') return true;
  const { from, to, subject } = await summariseMail(mail);
  const people = [from, ...to].flatMap((mailbox) => (mailbox ? [mailbox.name, mailbox.address] : []));
  return [subject, ...people, ...mail.to].some((text) => text.toLowerCase().includes(search));
}
