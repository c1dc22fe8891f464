import type { Context } from '../../context/context.ts';
import { audienceOf } from '../../mailings/audience/audience.queries.ts';
import type { TemplateValues } from '../../messages/rendering/template-values.ts';
import type { SendScope } from '../../runs/run.enums.ts';

/** The mails of at most this many people are rendered; a larger audience is sampled. */
const MOST_PEOPLE = 5000;

export interface Person {
  recipientId: number | null;
  email: string;
  recipient: TemplateValues['recipient'];
}

interface Row {
  recipient_id: number | null;
  email: string;
  full_name: string | null;
  attributes: Record<string, unknown> | null;
}

/**
 * Returns the people of an audience who would be written to, with their values: all of them, or a sample by
 * the hash of the address.
 */
export async function readPeople(
  ctx: Context,
  { mailingId, scope }: { mailingId: number; scope: SendScope },
): Promise<Person[]> {
  const audience = await audienceOf(ctx, mailingId, scope);
  const rows = await ctx.em.execute<Row[]>(
    `select audience.recipient_id, audience.email, recipient.full_name, recipient.attributes
     from (select recipient_id, email, address_hash from (${audience.sql}) everybody
       where skip_reason is null order by address_hash limit ${MOST_PEOPLE}) audience
     left join recipient on recipient.id = audience.recipient_id`,
    audience.params,
  );
  return rows.map(({ recipient_id, email, full_name, attributes }) => ({
    recipientId: recipient_id,
    email,
    recipient: { email, fullName: full_name ?? '', attributes: attributes ?? {} },
  }));
}
