import type { App } from '../../src/context/app.ts';
import type { Found } from './call.ts';
import { orders, RECIPIENTS } from './people-calls.ts';

type Ask = (query: string, variables: object) => Promise<{ recipients: { pageInfo: { endCursor: string } } }>;

/** Looks up what the calls need: a cursor in the middle of a list can only come from the API. */
export async function findOut({ orm }: App, askAs: Ask): Promise<Found> {
  const em = orm.em.fork();
  const middles = new Map<string, string>();
  for (const orderBy of orders) {
    const filter = { attributes: { row: 77 } };
    const { recipients } = await askAs(RECIPIENTS, { first: 25, filter, orderBy });
    middles.set(JSON.stringify(orderBy), recipients.pageInfo.endCursor);
  }
  const one = async (sql: string) => String((await em.execute<{ id: number }[]>(sql))[0]!.id);
  const ofAlice = `owner_id = (select id from "user" where email = 'alice@example.com')`;
  return {
    middle: (orderBy) => middles.get(JSON.stringify(orderBy))!,
    everybody: await one(`select id from recipient_list where ${ofAlice} and name = 'Everybody'`),
    small: await one(`select id from recipient_list where ${ofAlice} and name = 'Small 7'`),
    largestRun: await one('select id from mailing_run order by total desc limit 1'),
    mailing: await one(
      `select mailing_id as id from mailing_list join recipient_list list on list.id = list_id
       where ${ofAlice} and name = 'Everybody' order by 1 limit 1`,
    ),
  };
}
