import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { raw } from '@mikro-orm/core';
import { User } from '../../accounts/user.entity.ts';
import type { CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { csvText, separatorFor } from '../../http/csv-answer.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';
import { exportRecipients } from './export-recipients.ts';

interface Options {
  owner: string;
  list?: string;
  separator?: string;
}

export const exportRecipientsCommand = (commandLine: CommandLine) =>
  commandLine
    .add('export_recipients <csv>', "Writes a user's recipients to a CSV file that can be imported again.")
    .requiredOption('--owner <email>', 'whose recipients')
    .option('--list <name>', 'only those in this list')
    .option('--separator <name>', 'comma, semicolon or tab; by language unless given')
    .action(
      commandLine.withApp<Options>(async (app, { locale, say }, { args: [file], options }) => {
        const ctx = app.asSystem();
        const owner = await ctx.em.findOne(User, {
          [raw('lower(email)')]: options.owner.trim().toLowerCase(),
        });
        if (!owner)
          throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email: options.owner } });
        const list = options.list
          ? await ctx.em.findOne(RecipientList, {
              owner: owner.id,
              [raw('lower(name)')]: options.list.trim().toLowerCase(),
            })
          : null;
        if (options.list && !list)
          throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_LIST', params: { name: options.list } });
        let count = 0;
        const csv = await exportRecipients(ctx, {
          ownerId: String(owner.id),
          listId: list ? String(list.id) : null,
        });
        const counted = async function* () {
          for await (const rows of csv.portions) {
            count += rows.length;
            yield rows;
          }
        };
        const text = csvText(ctx, { ...csv, portions: counted() }, separatorFor(locale, options.separator));
        await pipeline(Readable.from(text), createWriteStream(file!));
        say('CLI_EXPORTED', { count, file: file! });
      }),
    );
