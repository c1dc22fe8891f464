import { loaderOf, type Context } from '../../context/context.ts';
import { warning, type Fault } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';

interface RefusedStart {
  outcome: 'DROPPED' | 'REFUSED';
  dueAt: Date;
  faults: Pick<Fault, 'code' | 'params'>[];
}

/**
 * The last start of each mailing if it was refused or dropped, and nobody has saved or launched the mailing
 * since; null otherwise.
 */
export const refusedStart = loaderOf<number, RefusedStart | null>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<
    ({ mailing_id: number; due_at: string } & Pick<RefusedStart, 'outcome' | 'faults'>)[]
  >(
    `select mailing.id as mailing_id, last.due_at, last.outcome, last.faults from mailing cross join lateral (
       select * from mailing_start where mailing_id = mailing.id order by due_at desc limit 1) last
     where mailing.id = any (?::int[]) and last.outcome <> 'LAUNCHED' and last.faults <> '[]'
       and last.created_at >= mailing.updated_at
       and not exists (select from mailing_run run where run.mailing_id = mailing.id and run.started_at > last.created_at)`,
    [`{${mailingIds.join()}}`],
  );
  const byMailing = new Map(
    rows.map((row) => [
      row.mailing_id,
      { dueAt: new Date(row.due_at), outcome: row.outcome, faults: row.faults },
    ]),
  );
  return mailingIds.map((id) => byMailing.get(id) ?? null);
});

/**
 * Presents a refused or dropped start as a problem of its mailing, in the viewer's language and the mailing's
 * time zone.
 */
export function startRefused(
  ctx: Context,
  mailing: Mailing,
  { dueAt, outcome, faults }: RefusedStart,
): Fault {
  const at = dueAt.toLocaleString(ctx.locale === 'RU' ? 'ru' : 'en', {
    timeZone: mailing.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  const detail = faults.map(({ code, params }) => textOf(ctx.locale, code, params)).join(' ');
  return warning(outcome === 'REFUSED' ? 'START_REFUSED' : 'START_DROPPED', ['startAt'], { at, detail });
}
