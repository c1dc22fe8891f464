import { raw, type FilterQuery } from '@mikro-orm/core';
import { apiEnum } from '../../closed-set.ts';
import { loaderOf } from '../../context/context.ts';
import type { Mailing } from '../mailing.entity.ts';

export const MailingAttention = apiEnum('MailingAttention', 'Why a mailing waits for a person.', {
  DISABLED: 'It is disabled, and has not completed.',
  PAUSED: 'Its run is paused.',
  START_REFUSED: 'Its latest start of the schedule was refused, and no run has begun since.',
  UNKNOWN: 'The outcome of deliveries of its latest run is unknown.',
  FAILURES: 'Deliveries of its latest run, which has ended in the last seven days, failed.',
  NO_AUDIENCE: 'It will start by its schedule, but nobody has been chosen.',
});
export type MailingAttention = keyof typeof MailingAttention;

/** The most urgent reason for the mailing of the outer statement, in SQL; `{}` stands for its alias. */
const reason = `(select case
    when not {}.is_active and {}.status <> 'COMPLETED' then 'DISABLED'
    when latest.status = 'PAUSED' then 'PAUSED'
    when start.outcome = 'REFUSED' and start.created_at > coalesce(latest.started_at, '-infinity') then 'START_REFUSED'
    when latest.unknown > 0 then 'UNKNOWN'
    when latest.failed > 0 and latest.finished_at > now() - interval '7 days' then 'FAILURES'
    when {}.next_run_at is not null
      and not exists (select from mailing_recipient where mailing_id = {}.id)
      and not exists (select from mailing_segment where mailing_id = {}.id)
      and not exists (select from mailing_list join recipient_list_member using (list_id) where mailing_id = {}.id)
      then 'NO_AUDIENCE'
  end
  from (select) one
  left join lateral (select * from mailing_run where mailing_id = {}.id order by run_number desc limit 1) latest on true
  left join lateral (select * from mailing_start where mailing_id = {}.id order by due_at desc limit 1) start on true)`;

const reasonOf = (alias: string) => reason.replaceAll('{}', alias);

/** The condition that a mailing waits for a person. */
export const needsAttention = (): FilterQuery<Mailing> =>
  ({ [raw((alias) => reasonOf(alias))]: { $ne: null } }) as FilterQuery<Mailing>;

/** Why each mailing waits for a person; null if nothing does. */
export const attentionOfMailing = loaderOf<number, MailingAttention | null>(async (ctx, mailingIds) => {
  const rows = await ctx.em.execute<{ id: number; attention: MailingAttention | null }[]>(
    `select id, ${reasonOf('mailing')} as attention from mailing where id = any (?::int[])`,
    [`{${mailingIds.join()}}`],
  );
  const byId = new Map(rows.map(({ id, attention }) => [id, attention]));
  return mailingIds.map((id) => byId.get(id) ?? null);
});
