import 'reflect-metadata';
import { isMainThread } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { openBareServer } from './api/bare-server.ts';
import { askAllTheTime, measureLoad } from './api/load.ts';
import { logIn, openServer } from './lists/open-server.ts';
import { openBench, type Bench } from './send/open-bench.ts';
import { median, report } from './table/report.ts';

// How many requests a second the API serves, beside a bare Apollo server with constant resolvers, in turns.
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '10' },
  },
});
const works = [
  { name: 'viewer { id }', goal: 0.5, query: '{ viewer { id } }' },
  {
    name: 'a page of 50 with lists and owner',
    goal: 0.45,
    query: `{ recipients(first: 50) { nodes { id email fullName status createdAt lists { id name } owner { id fullName } }
      pageInfo { hasNextPage endCursor } } }`,
  },
];

await (isMainThread ? compare() : askAllTheTime());

async function compare(): Promise<void> {
  const bench = await openBench(1000, 1);
  const [bare, server] = [await openBareServer(), await openServer(bench.app)];
  try {
    await fillLists(bench);
    const cookie = await logIn(bench.app, 'owner@example.com');
    for (const work of works) {
      const speed = async (url: string): Promise<Speed> => {
        const before = process.threadCpuUsage();
        const perSecond = await measureLoad(import.meta.filename, {
          url,
          cookie,
          query: work.query,
          ...given(),
        });
        const { user, system } = process.threadCpuUsage(before);
        return { perSecond, microseconds: (user + system) / (perSecond * given().seconds) };
      };
      await speed(bare.url);
      await speed(server.url);
      const rounds: Round[] = [];
      for (let round = 0; round < Number(values.rounds); round++) {
        rounds.push({ baseline: await speed(bare.url), ours: await speed(server.url) });
      }
      tell(work, rounds);
    }
  } finally {
    await server.close();
    await bare.close();
    await bench.close();
  }
}

async function fillLists({ app, ownerId }: Bench): Promise<void> {
  const em = app.orm.em.fork();
  await em.execute(
    `insert into recipient_list (owner_id, name) select ?, name from unnest(array['Everybody', 'News']) name`,
    [ownerId],
  );
  await em.execute(
    `insert into recipient_list_member (list_id, recipient_id)
     select recipient_list.id, recipient.id from recipient cross join recipient_list`,
  );
}

function given(): { connections: number; seconds: number } {
  return { connections: Number(values.connections), seconds: Number(values.seconds) };
}

interface Speed {
  perSecond: number;
  /** Of the server's thread for each request, without the database's time. */
  microseconds: number;
}

interface Round {
  ours: Speed;
  baseline: Speed;
}

function tell({ name, goal }: (typeof works)[number], rounds: Round[]): void {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure)).toFixed(0);
  report({
    work: `API: ${name}`,
    figure: `${of(({ ours }) => ours.perSecond)} requests/s, CPU ${of(({ ours }) => ours.microseconds)} µs`,
    baseline: `bare Apollo ${of(({ baseline }) => baseline.perSecond)} requests/s, CPU ${of(({ baseline }) => baseline.microseconds)} µs`,
    rounds: rounds.map(({ ours, baseline }) => ours.perSecond / baseline.perSecond),
    goal: { atLeast: goal },
  });
}
