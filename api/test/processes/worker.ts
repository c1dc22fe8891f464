import 'reflect-metadata';
import { openApp } from '../../src/programs/app.ts';
import { readConfig } from '../../src/config.ts';
import { openLog } from '../../src/platform/log.ts';
import { parseSmtpUrl } from '../../src/platform/smtp/smtp-url.ts';
import { openWorker } from '../../src/programs/worker.ts';
import { quickLeaseTimes, quickMailTimes, quickTimes } from '../quick-times.ts';

// A worker as a process of its own that can be killed: the real one, but for its impatience.
const config = readConfig();
const log = openLog(config, { ownsFile: false });
const app = await openApp(config, log, { databaseUrl: config.databaseUrl! });
const { worker, accountMails, imports, changes, close } = openWorker(app, {
  databaseUrl: config.databaseUrl!,
  server: parseSmtpUrl(config.smtpUrl!),
  times: quickTimes,
  mailTimes: quickMailTimes,
  leaseTimes: quickLeaseTimes,
  onFatal(error) {
    process.send?.({ fatal: String(error) });
    process.exit(1);
  },
});
await worker.start();
accountMails.start();
imports.start();
changes.start();
process.send?.('ready');
process.on('SIGTERM', () => {
  void close()
    .then(() => app.close())
    .then(() => process.exit(0));
});
