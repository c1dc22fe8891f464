import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { measureBaseline } from './send/baseline.ts';
import { openBench } from './send/open-bench.ts';
import { measureSend } from './send/measure-send.ts';
import { startSink } from './send/start-sink.ts';

// How fast one worker sends with the ledger on, beside nodemailer's own pool in the same run: machines differ, ratios less.
const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '50000' },
    connections: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '3' },
  },
});
const recipients = Number(values.recipients);
const connections = Number(values.connections);

const sink = await startSink();
const bench = await openBench(recipients, connections);
try {
  const ratios: number[] = [];
  for (let round = 1; round <= Number(values.rounds); round++) {
    const before = await measureBaseline(sink.port);
    const sent = await measureSend(bench, { smtpUrl: sink.url, isLong: recipients > 200_000 });
    const after = await measureBaseline(sink.port);
    const baseline = (before + after) / 2;
    ratios.push(sent.perSecond / baseline);
    console.log(
      `round ${round}: launch ${sent.launchSeconds.toFixed(1)} s, ${sent.perSecond.toFixed(0)} mails/s with the ledger, ` +
        `nodemailer's raw pool ${baseline.toFixed(0)} mails/s, ratio ${ratios.at(-1)!.toFixed(2)}, ` +
        `worker ${sent.peakMegabytes.toFixed(0)} MB at most`,
    );
  }
  const median = ratios.toSorted((one, other) => one - other)[Math.floor(ratios.length / 2)]!;
  console.log(
    `${recipients} recipients, ${connections} connections: ${median.toFixed(2)} × the baseline (budget 1.25)`,
  );
} finally {
  await bench.close();
  await sink.stop();
}
