/** SQL for the list of a `mailing` that goes to exactly one list and nobody else, as JSON; null for others. */
export const ONLY_LIST = `(select case when count(*) = 1
    and not exists (select from mailing_recipient where mailing_id = mailing.id)
    and not exists (select from mailing_segment where mailing_id = mailing.id)
  then min(jsonb_build_object('id', list.id, 'name', list.name)::text)::jsonb end
  from mailing_list join recipient_list list on list.id = mailing_list.list_id where mailing_list.mailing_id = mailing.id)`;
