import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { retried } from '../../db/retried.ts';
import { textOf } from '../../language/text.ts';
import { getRecipientList } from '../recipient.access.ts';
import { RecipientList } from './recipient-list.entity.ts';

const MOST_LETTERS = 200;

/**
 * Creates a list of the same owner with the same recipients, named after the first one in the actor's
 * language.
 */
export const duplicateRecipientList = (ctx: Context, id: string): Promise<RecipientList> =>
  // Two copies at the same moment choose the same name.
  retried(() => ctx.em.transactional(() => copy(ctx, id)), ['23505']);

async function copy(ctx: Context, id: string): Promise<RecipientList> {
  const { em } = ctx;
  const list = await getRecipientList(ctx, id, { can: mayWrite('change', 'recipient') });
  const { description, owner } = list;
  const made = em.create(RecipientList, { name: await nameOfCopy(ctx, list), description, owner });
  await em.flush();
  await em.execute(
    `insert into recipient_list_member (list_id, recipient_id)
     select ?, recipient_id from recipient_list_member where list_id = ? order by recipient_id`,
    [made.id, list.id],
  );
  return em.refreshOrFail(made);
}

/** News (copy), News (copy 2) … */
async function nameOfCopy(ctx: Context, { name, owner }: RecipientList): Promise<string> {
  const taken = await ctx.em.execute<{ name: string }[]>(
    'select lower(name) as name from recipient_list where owner_id = ?',
    [owner.id],
  );
  const names = new Set(taken.map((row) => row.name));
  for (let number = 1; ; number++) {
    const mark = number === 1 ? textOf(ctx.locale, 'COPY') : textOf(ctx.locale, 'COPY_NUMBER', { number });
    const wanted = `${name.slice(0, MOST_LETTERS - mark.length - 1)} ${mark}`;
    if (!names.has(wanted.toLowerCase())) return wanted;
  }
}
