import { loaderOf, type Context } from '../../context/context.ts';
import { warning, type Fault } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';

interface RefusedStart {
  dueAt: Date;
  faults: Pick<Fault, 'code' | 'params'>[];
}

/** The last start of mailings, where it was refused and nobody has saved the mailing since. */
export const refusedStart = loaderOf<number, RefusedStart | null>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ mailing_id: number; due_at: string; faults: RefusedStart['faults'] }[]>(
    `select mailing.id as mailing_id, last.due_at, last.faults from mailing cross join lateral (
       select * from mailing_start where mailing_id = mailing.id order by due_at desc limit 1) last
     where mailing.id = any (?::int[]) and last.outcome = 'REFUSED' and last.created_at >= mailing.updated_at`,
    [`{${mailingIds.join()}}`],
  );
  const byMailing = new Map(
    rows.map((row) => [row.mailing_id, { dueAt: new Date(row.due_at), faults: row.faults }]),
  );
  return mailingIds.map((id) => byMailing.get(id) ?? null);
});

/** A refused start as a problem of its mailing, in the viewer's language and the mailing's zone. */
export function startRefused(ctx: Context, mailing: Mailing, { dueAt, faults }: RefusedStart): Fault {
  const at = dueAt.toLocaleString(ctx.locale === 'RU' ? 'ru' : 'en', {
    timeZone: mailing.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const detail = faults.map(({ code, params }) => textOf(ctx.locale, code, params)).join(' ');
  return warning('START_REFUSED', ['startAt'], { at, detail });
}
