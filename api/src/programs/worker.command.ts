import type { CommandLine } from '../command-line/command-line.ts';
import { startSweep } from '../jobs/start-sweep.ts';
import { openMail } from '../platform/open-mail.ts';
import { untilSignal } from '../platform/until-signal.ts';
import { VERSION } from '../platform/version.ts';
import { tellDoubts } from './tell-doubts.ts';
import { openWorker, startJobs } from './worker.ts';

export const workerCommand = (commandLine: CommandLine) =>
  commandLine.add('worker', 'Sends mail; any number of workers may run.').action(
    commandLine.withApp(
      async (app, { notify }) => {
        const asked = untilSignal();
        const mail = await openMail(app.config, app.log);
        const { worker, accountMails, imports, changes, webhooks, close } = openWorker(app, {
          databaseUrl: app.databaseUrl,
          servers: mail.servers,
          accountServers: mail.accountServers,
          onFatal(error) {
            app.log.fatal({ err: error }, 'The worker ends; its leases run out, and others go on.');
            process.exit(1);
          },
        });
        await worker.start();
        accountMails.start();
        imports.start();
        changes.start();
        webhooks.start();
        const [jobs, sweeping] = [startJobs(app), startSweep(app)];
        app.log.info({ version: VERSION }, 'A worker is ready.');
        if (process.send) process.send('ready');
        else {
          notify('CLI_WORKING');
          tellDoubts(app, notify);
        }
        const signal = await asked;
        app.log.info({ signal }, 'The worker stops.');
        await Promise.all([close(), jobs.stop(), sweeping.stop()]);
        await mail.stop();
      },
      { ownsFile: !process.send },
    ),
  );
