import { buildAttachment } from './build-version.ts';
import { build } from './build.ts';
import { as, type Data } from './client.ts';
import type { User } from '../src/accounts/user.entity.ts';

export const PREFLIGHT = `query ($id: ID!) { preflight(mailingId: $id) { problems { code severity path message }
  audience { count leftOut { reason count } } checkedCount failureCount failures { recipientId email message }
  gapCount gaps { recipientId email message } largestBytes attachedBytes seconds } }`;
export const CREATE = 'mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id } }';

export const LINK = '<p>Some words that everybody can read here <a href="{{ unsubscribeUrl }}">leave</a></p>';

export interface Given {
  subject?: string;
  body?: string;
  format?: 'HTML' | 'TEXT';
  textPart?: string;
  /** The size of a file that every mail carries. */
  attached?: number;
  people?: { fullName?: string; attributes?: Record<string, string | number> }[];
}

/** Checks a mailing of this message to these people. */
export async function preflight(given: Given, owner?: User): Promise<Data> {
  const user = owner ?? (await build.user());
  const { subject = 'Hello', body = LINK, format = 'HTML', textPart, people = [{}] } = given;
  const message = await build.message({ owner: user, subject, body, format, ...(textPart && { textPart }) });
  if (given.attached) await buildAttachment(message, given.attached);
  const recipientIds: string[] = [];
  for (const person of people)
    recipientIds.push(String((await build.recipient({ owner: user, ...person })).id));
  const input = { messageId: message.id, recipientIds };
  const { id } = (await as(user).ask(CREATE, { input })).createMailing;
  return (await as(user).ask(PREFLIGHT, { id })).preflight;
}

/** The codes of its problems, except the one of every mail here, because tests have no certificate. */
export const codes = ({ problems }: Data): string[] =>
  problems.map(({ code }: Data) => code).filter((code: string) => code !== 'PREFLIGHT_LINKS_LEAD_PLAIN');
