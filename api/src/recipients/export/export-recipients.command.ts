import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findOwner } from '../../accounts/find-owner.ts';
import type { CommandLine } from '../../command-line/command-line.ts';
import { csvText, separatorFor } from '../../http/csv-answer.ts';
import { exportRecipients } from './export-recipients.ts';
import { filterOfOptions, segmentOfOptions, type ExportOptions } from './export-options.ts';

export const exportRecipientsCommand = (commandLine: CommandLine) =>
  commandLine
    .add('export_recipients <csv>', "Writes a user's recipients to a CSV file that can be imported again.")
    .requiredOption('--owner <email>', 'the owner of the recipients')
    .option('--list <name>', 'only recipients in this list')
    .option('--segment <name>', 'only recipients in this segment')
    .option('--status <names>', 'only recipients with these statuses, separated by commas')
    .option('--search <text>', 'only recipients whose name or address contains this')
    .option('--filter <json>', "more conditions as JSON, in the form of the API's RecipientFilter")
    .option('--separator <name>', 'comma, semicolon or tab; by default depends on the language')
    .action(
      commandLine.withApp<ExportOptions>(async (app, { locale, notify }, { args: [file], options }) => {
        const ctx = app.asSystem();
        const owner = await findOwner(ctx, options.owner);
        const filter = await filterOfOptions(ctx, owner, options);
        const csv = await exportRecipients(ctx, filter, await segmentOfOptions(ctx, owner, options));
        let count = 0;
        const counted = async function* () {
          for await (const rows of csv.portions) {
            count += rows.length;
            yield rows;
          }
        };
        const text = csvText(ctx, { ...csv, portions: counted() }, separatorFor(locale, options.separator));
        await pipeline(Readable.from(text), createWriteStream(file!));
        notify('CLI_EXPORTED', { count, file: file! });
      }),
    );
