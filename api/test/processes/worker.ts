import 'reflect-metadata';
import { openApp } from '../../src/programs/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/platform/log.ts';
import { parseSmtpUrls } from '../../src/platform/smtp/smtp-url.ts';
import { openWorker } from '../../src/programs/worker.ts';
import { quickCallTimes, quickLeaseTimes, quickMailTimes, quickTimes } from '../quick-times.ts';

// A worker in a process of its own that can be killed: the real one, with shorter times.
const config = readConfig();
const log = openLog(config, { ownsFile: false });
const app = await openApp(config, log, { databaseUrl: config.databaseUrl! });
const { worker, accountMails, imports, changes, webhooks, close } = openWorker(app, {
  databaseUrl: config.databaseUrl!,
  servers: parseSmtpUrls(config.smtpUrl!),
  times: quickTimes,
  mailTimes: quickMailTimes,
  leaseTimes: quickLeaseTimes,
  callTimes: quickCallTimes,
  onFatal(error) {
    process.send?.({ fatal: String(error) });
    process.exit(1);
  },
});
await worker.start();
accountMails.start();
imports.start();
changes.start();
webhooks.start();
process.send?.('ready');
process.on('SIGTERM', () => {
  void close()
    .then(() => app.close())
    .then(() => process.exit(0));
});
