import { DataloaderType } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { AccountMail } from '../accounts/mails/account-mail.entity.ts';
import { AccountToken } from '../accounts/links/account-token.entity.ts';
import { ApiToken } from '../accounts/tokens/api-token.entity.ts';
import { Group, GroupMember, GroupPermission, Permission } from '../accounts/group.entity.ts';
import { Session } from '../accounts/sessions/session.entity.ts';
import { User } from '../accounts/user.entity.ts';
import { Interval } from '../mailings/intervals/interval.entity.ts';
import { Mailing, MailingList, MailingRecipient } from '../mailings/mailing.entity.ts';
import { MailingStart } from '../sending/starts/mailing-start.entity.ts';
import { Message } from '../messages/message.entity.ts';
import { Installation } from '../setup/installation.entity.ts';
import { JobRun } from '../jobs/job-run.entity.ts';
import { RateLimit } from '../platform/rate-limit.entity.ts';
import { RecipientList, RecipientListMember } from '../recipients/lists/recipient-list.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { Suppression } from '../recipients/suppressions/suppression.entity.ts';
import { Attempt } from '../runs/attempt.entity.ts';
import { Delivery } from '../runs/delivery.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { Lease, SendingLimit, SmtpSlot, Worker } from '../sending/worker/worker.entity.ts';
import { migrationsList } from './migrations.ts';

const entities = [
  ...[User, Group, Permission, GroupPermission, GroupMember, Session],
  ...[AccountMail, AccountToken, ApiToken, RateLimit, Installation, JobRun],
  ...[Recipient, RecipientList, RecipientListMember, Suppression, Message],
  ...[Interval, Mailing, MailingRecipient, MailingList, MailingStart],
  ...[MailingRun, Delivery, Attempt, Worker, Lease, SendingLimit, SmtpSlot],
];

/** The ORM over one database. `migrationsFolder` is where new migrations are written, in development only. */
export function ormOptions(url: string, migrationsFolder?: string): Options {
  return {
    clientUrl: url,
    entities,
    extensions: [Migrator],
    dataloader: DataloaderType.REFERENCE,
    forceUtcTimezone: true,
    // Agenda keeps a table of its own beside ours.
    schemaGenerator: { skipTables: ['agenda_jobs'] },
    pool: { max: 10 },
    // A process that freezes in the middle of a transaction would keep everybody else from what it has locked.
    driverOptions: { idle_in_transaction_session_timeout: 5000 },
    migrations: {
      migrationsList,
      emit: 'ts',
      ...(migrationsFolder
        ? { path: migrationsFolder, pathTs: migrationsFolder, snapshotName: '.snapshot' }
        : { snapshot: false }),
    },
    allowGlobalContext: false,
    // The ORM would print to standard output, which belongs to the commands.
    logger: () => {},
  };
}

export const openOrm = (url: string) => MikroORM.init(ormOptions(url));
