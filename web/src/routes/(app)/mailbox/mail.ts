/** A display name, which may be empty, and an address. */
interface Mailbox {
  name: string;
  address: string;
}

/** A caught mail in the list. */
export interface MailSummary {
  id: number;
  from: Mailbox | null;
  to: Mailbox[];
  subject: string;
  /** ISO 8601. */
  receivedAt: string;
  /** In bytes. */
  size: number;
}

export interface Mail extends MailSummary {
  html: string | null;
  text: string | null;
  headers: { name: string; value: string }[];
  attachments: { name: string | null; type: string; size: number }[];
}

interface MailPage {
  /** Number of kept mails, regardless of the search. */
  kept: number;
  mails: MailSummary[];
  /** Whether there are older ones. */
  hasMore: boolean;
}

/** Anna Kim <anna@example.com>, or the bare address. */
export function mailboxText({ name, address }: Mailbox): string {
  return name ? `${name} <${address}>` : address;
}

const mailsPerPage = 50;

/** Fetches the caught mails, newest first; null if no catcher is in use. */
export async function fetchMails(
  fetch: typeof globalThis.fetch,
  { search, before }: { search: string | null; before: string | null },
): Promise<MailPage | null> {
  const params = new URLSearchParams({ limit: String(mailsPerPage) });
  if (search) params.set('search', search);
  if (before) params.set('before', before);
  return read<MailPage>(await fetch(`/mailbox/mails?${params}`));
}

/** Fetches one mail in full; null if it is gone. */
export async function fetchMail(fetch: typeof globalThis.fetch, id: string): Promise<Mail | null> {
  return read<Mail>(await fetch(`/mailbox/mails/${encodeURIComponent(id)}`));
}

async function read<Body>(response: Response): Promise<Body | null> {
  if (response.status === 404 || response.status === 403) return null;
  if (!response.ok) throw new Error(`The mailbox answered ${response.status}.`);
  return response.json() as Promise<Body>;
}
