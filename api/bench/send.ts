import 'reflect-metadata';
import { isMainThread } from 'node:worker_threads';
import { parseArgs } from 'node:util';
import { setSendingLimits } from '../src/sending/limits/set-sending-limits.ts';
import { measureBaseline } from './send/baseline.ts';
import { sendCases, type SendCase } from './send/cases.ts';
import { openBench, type Bench } from './send/open-bench.ts';
import { measureSend, type Sent } from './send/measure-send.ts';
import { SIGNED_FROM, signMails } from './send/sign-mails.ts';
import { answerMails, startReplySink } from './send/reply-sink.ts';
import { startSink, type BenchSink } from './send/start-sink.ts';
import { tellBytes } from './send/tell-bytes.ts';
import { watchVacuum } from './send/watch-vacuum.ts';
import { startWorkers, type BenchWorkers } from './send/workers.ts';
import { median, report } from './table/report.ts';

// How fast workers send with the ledger on, beside nodemailer's own pool in the same run: machines differ,
// ratios less.
const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '5' },
    // Only the way of sending with this name, or those with this text in their names.
    only: { type: 'string', default: '' },
  },
});
const recipients = Number(values.recipients);
/** The most mails of a worker's first mailing. */
const MOST_FIRST = 50_000;

await (isMainThread ? measureAll() : answerMails());

async function measureAll(): Promise<void> {
  const cases = sendCases(recipients);
  const named = cases.filter(({ name }) => name === values.only);
  const chosen = named.length > 0 ? named : cases.filter(({ name }) => name.includes(values.only));
  const bench = await openBench(recipients, 50);
  const vacuum = watchVacuum(bench);
  try {
    await signMails(bench);
    for (const way of chosen) await measureWay(bench, way);
    await tellBytes(bench);
    await vacuum.tell();
  } finally {
    vacuum.end();
    await bench.close();
  }
}

async function measureWay(bench: Bench, way: SendCase): Promise<void> {
  const { connections, latency, isTls } = way;
  await setSendingLimits(bench.app.asSystem(), { connections });
  const sink =
    latency > 0 || isTls ? await startReplySink(import.meta.filename, { latency, isTls }) : await startSink();
  try {
    await measureRounds(bench, way, sink);
  } finally {
    await sink.stop();
  }
}

/** A worker lives for weeks: what it does in its first mailing, before its code is compiled, is told apart. */
async function measureRounds(bench: Bench, way: SendCase, sink: BenchSink): Promise<void> {
  const workers = startWorkers({
    databaseUrl: bench.app.databaseUrl,
    smtpUrl: sink.url,
    count: way.workers,
    from: way.isSigned ? SIGNED_FROM : undefined,
  });
  try {
    const recipients = Math.min(way.recipients, MOST_FIRST);
    const first = await measureRound({ bench, way: { ...way, recipients }, sink, workers });
    const rounds: Round[] = [];
    for (let round = 0; round < Number(values.rounds); round++)
      rounds.push(await measureRound({ bench, way, sink, workers }));
    tellFirst(way, recipients, first);
    tell(way, rounds);
  } finally {
    await workers.stop();
  }
}

interface Round extends Sent {
  baseline: number;
}

interface RoundParts {
  bench: Bench;
  way: SendCase;
  sink: BenchSink;
  workers: BenchWorkers;
}

async function measureRound({ bench, way, sink, workers }: RoundParts): Promise<Round> {
  const { connections, latency, isSigned, recipients: count } = way;
  const beside = { connections, isSigned, mails: latency > 0 || isSigned ? 5000 : 15_000 };
  const before = await measureBaseline(sink, beside);
  const sent = await measureSend(bench, workers, count);
  const after = await measureBaseline(sink, beside);
  return { ...sent, baseline: (before + after) / 2 };
}

function tellFirst({ name }: SendCase, count: number, { perSecond, baseline, cpu }: Round): void {
  report({
    work: `send to ${count.toLocaleString('en')}, ${name}, first mailing after the start`,
    figure: `${perSecond.toFixed(0)} mails/s, ${cpu.toFixed(0)} µs a mail`,
    baseline: `nodemailer's pool ${baseline.toFixed(0)} mails/s`,
    rounds: [perSecond / baseline],
  });
}

function tell({ name, goal, recipients: count }: SendCase, rounds: Round[]): void {
  const of = (figure: (round: Round) => number) => rounds.map(figure);
  const middle = (figure: (round: Round) => number, digits = 0) => median(of(figure)).toFixed(digits);
  const megabytes = ({ peakMegabytes }: Round) => peakMegabytes;
  const launch = ({ launchSeconds }: Round) => launchSeconds;
  const work = `send to ${count.toLocaleString('en')}, ${name}`;
  const cpu = ({ cpu: microseconds }: Round) => microseconds;
  report({
    work,
    figure: `${middle(({ perSecond }) => perSecond)} mails/s, worker ${middle(megabytes)} MB and ${middle(cpu)} µs a mail, launch ${middle(launch, 1)} s`,
    baseline: `nodemailer's pool ${middle(({ baseline }) => baseline)} mails/s`,
    rounds: of(({ perSecond, baseline }) => perSecond / baseline),
    goal: { atLeast: goal },
  });
  if (count < 1_000_000) return;
  report({
    work: `${work}: memory`,
    figure: `${middle(megabytes)} MB`,
    rounds: of(megabytes),
    goal: { atMost: 200 },
  });
  report({
    work: `${work}: launch`,
    figure: `${middle(launch, 1)} s`,
    rounds: of(launch),
    goal: { atMost: 8 },
  });
}
