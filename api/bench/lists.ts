import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type { App } from '../src/context/app.ts';
import { ask } from './lists/ask.ts';
import type { Asker } from './lists/call.ts';
import { findOut } from './lists/find-out.ts';
import { historyCalls } from './lists/history-calls.ts';
import { measure } from './lists/measure.ts';
import { openLists } from './lists/open-lists.ts';
import { logIn, openServer } from './lists/open-server.ts';
import { peopleCalls, RECIPIENTS } from './lists/people-calls.ts';
import { people } from './lists/seed.ts';
import { report } from './table/report.ts';

// How long pages, searches and counts take with this many rows, over HTTP, as an owner, a manager and a
// superuser; beside the first page of an owner of a few people in the same run.
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    // Deliveries, each with an attempt; as many as rows if it is not given.
    attempts: { type: 'string' },
    mailings: { type: 'string', default: '2000' },
    times: { type: 'string', default: '20' },
    // Only calls with this text in their names.
    only: { type: 'string', default: '' },
    // A folder that keeps the database for the next time.
    dir: { type: 'string' },
  },
});

const [rows, mailings] = [Number(values.rows), Number(values.mailings)];
const size = { rows, mailings, attempts: Number(values.attempts ?? values.rows) };
const amount = size.attempts === rows ? 'rows' : `rows and ${size.attempts.toLocaleString('en')} attempts`;
const lists = await openLists(size, values.dir);
const server = await openServer(lists.app);
try {
  const cookies = await logAllIn(lists.app);
  const asker = (as: Asker) => (query: string, variables: object) =>
    ask(server.url, cookies[as], { query, variables });
  const baseline = () => asker('carol')(RECIPIENTS, {});
  let [asked, missed] = [0, 0];
  for (const as of ['alice', 'manager', 'root'] as const) {
    const found = await findOut(lists.app, asker(as));
    const calls = [...peopleCalls(found), ...historyCalls(found)];
    for (const call of calls.filter(({ name }) => `${as} ${name}`.includes(values.only))) {
      const work = () => asker(as)(call.query, call.variables);
      const figure = await measure(lists.app.orm, { times: Number(values.times), work, baseline });
      asked++;
      if (figure.p95 > call.goal) missed++;
      report({
        work: `${rows.toLocaleString('en')} ${amount}, ${as}: ${call.name}`,
        figure: `p50 ${figure.p50.toFixed(1)} ms, ${(figure.p50 / figure.baseline).toFixed(1)} × baseline, ${figure.statements} statements`,
        baseline: `first page of few people ${figure.baseline.toFixed(1)} ms`,
        rounds: [figure.p95],
        goal: { atMost: call.goal },
      });
    }
  }
  console.log(`${asked - missed} of ${asked} met.`);
} finally {
  await server.close();
  await lists.close();
}

async function logAllIn(app: App): Promise<Record<Asker, string>> {
  const names = Object.keys(people) as Asker[];
  const cookies = await Promise.all(names.map((name) => logIn(app, `${name}@example.com`)));
  return Object.fromEntries(names.map((name, index) => [name, cookies[index]])) as Record<Asker, string>;
}
