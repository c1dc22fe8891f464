import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { findOwner } from '../../accounts/find-owner.ts';
import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { readImportOptions, type ImportOptions } from './command-options.ts';
import { importFile } from './import-file.ts';
import type { RecipientImport } from './recipient-import.entity.ts';
import { reasonOf, remarksAsCsv, remarksOf, unlistedIn } from './rejected-rows.ts';

// At the usual verbosity this many rows are listed; with -v 2 all of them.
const TOLD = 10;

const collect = (value: string, before: string[] = []) => [...before, value];

export const importRecipientsCommand = (commandLine: CommandLine) =>
  commandLine
    .add('import_recipients <file>', 'Adds the people of a CSV or .xlsx file to the recipients of a user.')
    .requiredOption('--owner <email>', 'the owner of the imported recipients')
    .option('--list <name>', 'a list to add them to, created if missing; may be repeated', collect)
    .option('--email-column <title>', 'the column with the addresses, if it is not detected')
    .option(
      '--map <title=field>',
      'what a column becomes, such as "Mobile=attribute:phone"; may be repeated',
      collect,
    )
    .option('--encoding <name>', 'the encoding, such as windows-1251, if it is not detected')
    .option('--sheet <name>', 'the sheet of a workbook, or the file of a ZIP archive; by default the first')
    .option('--on-existing <update|skip>', 'what happens to existing recipients', 'update')
    .option('--blanks <keep|replace>', 'what an empty cell means for an existing value', 'keep')
    .option('--rejected <file>', 'write the rejected rows to this file, with line, column and reason')
    .option('--dry-run', 'check and count the rows without saving anything')
    .action(
      commandLine.withApp<ImportOptions>(async (app, context, { args: [file], options }) => {
        if (!statSync(file!, { throwIfNoEntry: false })?.isFile())
          throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_FILE', params: { file: file! } });
        const ctx = app.asSystem();
        const owner = await findOwner(ctx, options.owner);
        const done = await importFile(ctx, {
          ...readImportOptions(options),
          fileName: basename(file!),
          bytes: createReadStream(file!),
          ownerId: owner.id,
          onProgress: (progress) =>
            context.verbosity > 1 && context.notify('CLI_IMPORT_PROGRESS', { ...progress }),
        });
        await report(ctx, { context, done, options });
      }),
    );

interface ImportReport {
  context: CommandContext;
  done: RecipientImport;
  options: ImportOptions;
}

async function report(ctx: Context, { context, done, options }: ImportReport): Promise<void> {
  const { notify, locale, verbosity } = context;
  if (verbosity > 1) {
    const columns = done.settings.columns.map(({ name, field }) => `${name} → ${field}`).join(', ');
    notify('CLI_IMPORT_READ_AS', { encoding: done.settings.encoding, columns });
  }
  await printRemarks(ctx, context, done);
  if (options.rejected) {
    await pipeline(remarksAsCsv(ctx.em, done, locale), createWriteStream(options.rejected));
  }
  if (done.status === 'FAILED') throw new DomainError('INVALID', { key: done.error ?? 'CLI_IMPORT_FAILED' });
  notify('CLI_IMPORTED', {
    rows: done.rowCount,
    created: done.createdCount,
    updated: done.updatedCount,
    unchanged: done.unchangedCount,
    skipped: done.skippedCount,
    suppressed: done.suppressedCount,
    repeated: done.repeatedCount,
    rejected: done.rejectedCount,
  });
  if (done.dryRun) notify('CLI_IMPORT_CHECKED');
}

/** Prints remarks on rows: all of them, or only the first ones. */
async function printRemarks(
  { em }: Context,
  { locale, print, notify, verbosity }: CommandContext,
  done: RecipientImport,
): Promise<void> {
  const most = [0, TOLD][verbosity] ?? Infinity;
  let count = 0;
  for await (const remark of remarksOf(em, done.id)) {
    if (count++ >= most) continue;
    const { line, columnName: column, text } = remark;
    const why = reasonOf(locale, remark);
    const reason = column ? textOf(locale, 'IMPORT_IN_COLUMN', { column, reason: why }) : why;
    notify('CLI_ROW_REJECTED', { line, reason, row: text.slice(0, 100) });
  }
  if (count > most && most > 0) print(textOf(locale, 'CLI_MORE_REJECTED', { count: count - most }));
  const unlisted = unlistedIn(done);
  if (unlisted > 0 && most > 0) print(textOf(locale, 'IMPORT_UNLISTED', { count: unlisted }));
}
