import type { CommandLine } from '../command-line/command-line.ts';
import { createSuperuserCommands } from '../users/create-superuser.command.ts';
import { createUserCommands } from '../users/create-user.command.ts';
import { addToGroupCommand } from '../users/groups/add-to-group.command.ts';
import { createManagersGroupCommands } from '../users/groups/create-managers-group.command.ts';
import { changePasswordCommand } from '../accounts/passwords/change-password.command.ts';
import { createPostsCommand } from '../blog/create-posts.command.ts';
import { clearCacheCommand } from '../jobs/clear-cache.command.ts';
import { createIntervalsCommand } from '../mailings/intervals/create-intervals.command.ts';
import { entities } from './entities.ts';
import { dumpDataCommand } from '../setup/fixtures/dumpdata.command.ts';
import { loadDataCommand } from '../setup/fixtures/loaddata.command.ts';
import { backupCommand } from '../setup/backup/backup.command.ts';
import { restoreCommand } from '../setup/backup/restore.command.ts';
import { initCommand } from '../setup/init.command.ts';
import { makeMigrationsCommand } from '../setup/make-migrations.command.ts';
import { checkCommand } from '../setup/checks/check.command.ts';
import { collectStaticCommand } from '../setup/collect-static.command.ts';
import { showMigrationsCommand } from '../setup/show-migrations.command.ts';
import { sqlMigrateCommand } from '../setup/sql-migrate.command.ts';
import { createTokenCommand } from '../accounts/tokens/create-token.command.ts';
import { shellCommand } from './shell/shell.command.ts';
import { migrateCommand } from '../setup/migrate.command.ts';
import { runserverCommand } from './runserver.command.ts';
import { startCommand } from './start.command.ts';
import { workerCommand } from './worker.command.ts';
import { importRecipientsCommand } from '../recipients/import/import-recipients.command.ts';
import { importSuppressionsCommand } from '../recipients/suppressions/import-suppressions.command.ts';
import { exportRecipientsCommand } from '../recipients/export/export-recipients.command.ts';
import { erasePersonCommand } from '../erasure/erase-person.command.ts';
import { setLimitsCommand } from '../sending/limits/set-limits.command.ts';
import { sendMailingCommand } from '../sending/send-mailing.command.ts';

/** Adds all commands. */
export function addCommands(commandLine: CommandLine): void {
  for (const register of [
    startCommand,
    runserverCommand,
    workerCommand,
    migrateCommand(entities),
    makeMigrationsCommand(entities),
    showMigrationsCommand(entities),
    sqlMigrateCommand(entities),
    checkCommand,
    collectStaticCommand,
    createTokenCommand,
    shellCommand,
    initCommand,
    loadDataCommand,
    dumpDataCommand,
    backupCommand,
    restoreCommand(entities),
    createIntervalsCommand,
    clearCacheCommand,
    createPostsCommand,
    createUserCommands,
    changePasswordCommand,
    createManagersGroupCommands,
    addToGroupCommand,
    createSuperuserCommands,
    erasePersonCommand,
    importRecipientsCommand,
    exportRecipientsCommand,
    importSuppressionsCommand,
    sendMailingCommand,
    setLimitsCommand,
  ]) {
    register(commandLine);
  }
}
