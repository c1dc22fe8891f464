import type { Sql } from '../../db/sql.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';

/**
 * Returns the conditions on when recipients were created, changed and last sent to, as SQL over their table;
 * `{}` stands for its alias.
 */
export function timeConditions(filter: RecipientFilter): Sql[] {
  const conditions: Sql[] = [];
  const add = (sql: string, value: unknown) => {
    if (value != null) conditions.push({ sql, params: [value] });
  };
  add('{}.created_at >= ?', filter.createdAfter);
  add('{}.created_at < ?', filter.createdBefore);
  add(`{}.created_at >= ${DAYS_AGO}`, filter.createdWithinDays);
  add('{}.updated_at > ?', filter.updatedAfter);
  add('{}.updated_at < ?', filter.updatedBefore);
  add(sentTo('sent_at >= ?'), filter.lastSentAfter);
  add(`${sentTo()} and not ${sentTo('sent_at >= ?')}`, filter.lastSentBefore);
  add(sentTo(`sent_at >= ${DAYS_AGO}`), filter.sentWithinDays);
  add(`not ${sentTo(`sent_at >= ${DAYS_AGO}`)}`, filter.notSentWithinDays);
  if (filter.wasSentTo != null) {
    conditions.push({ sql: filter.wasSentTo ? sentTo() : `not ${sentTo()}`, params: [] });
  }
  return conditions;
}

const DAYS_AGO = 'now() - make_interval(days => ?)';

const sentTo = (when = 'true') =>
  `exists (select from delivery where delivery.recipient_id = {}.id and delivery.state = 'SENT' and ${when})`;
