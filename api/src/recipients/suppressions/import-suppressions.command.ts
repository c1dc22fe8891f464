import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { findOwner } from '../../accounts/find-owner.ts';
import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { reasonOf } from '../import/rejected-rows.ts';
import type { Remark } from '../import/reading/read-person.ts';
import { importSuppressions } from './import-suppressions.ts';
import { SuppressionReason } from './suppression.entity.ts';

// At the usual verbosity this many rows are listed; with -v 2 all of them.
const TOLD = 10;

interface Options {
  owner: string;
  reason: string;
  emailColumn?: string;
  encoding?: string;
  sheet?: string;
}

export const importSuppressionsCommand = (commandLine: CommandLine) =>
  commandLine
    .add('import_suppressions <file>', "Ends a user's mail to the addresses of a CSV or .xlsx file.")
    .requiredOption('--owner <email>', 'the user whose mail they no longer get')
    .option(
      '--reason <name>',
      'the reason if the file has none: unsubscribed, bounced or complained',
      'unsubscribed',
    )
    .option('--email-column <title>', 'the column with the addresses, if it is not detected')
    .option('--encoding <name>', 'the encoding, such as windows-1251, if it is not detected')
    .option('--sheet <name>', 'the sheet of a workbook, or the file of a ZIP archive; by default the first')
    .action(
      commandLine.withApp<Options>(async (app, context, { args: [file], options }) => {
        if (!statSync(file!, { throwIfNoEntry: false })?.isFile())
          throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_FILE', params: { file: file! } });
        const ctx = app.asSystem();
        const owner = await findOwner(ctx, options.owner);
        const told = remarksOn(context);
        const { reason, encoding, emailColumn, sheet = null } = options;
        const counts = await importSuppressions(ctx, {
          fileName: basename(file!),
          bytes: createReadStream(file!),
          ownerId: owner.id,
          part: sheet,
          reading: { encoding },
          reason: reasonIn(reason),
          emailColumn,
          onRemark: told.tell,
        });
        told.end();
        context.notify('CLI_SUPPRESSIONS_IMPORTED', { ...counts });
      }),
    );

function reasonIn(text: string): SuppressionReason {
  const wanted = text.trim().toUpperCase();
  if (wanted in SuppressionReason) return wanted as SuppressionReason;
  const choices = Object.keys(SuppressionReason).join(', ').toLowerCase();
  throw new DomainError('INVALID', { key: 'CLI_WRONG_CHOICE', params: { option: '--reason', choices } });
}

/** Returns a function that prints remarks on rows: all of them, or only the first ones. */
function remarksOn({ locale, print, notify, verbosity }: CommandContext) {
  const most = [0, TOLD][verbosity] ?? Infinity;
  let count = 0;
  return {
    tell(remark: Remark) {
      if (count++ >= most) return;
      const { line, column, text } = remark;
      const why = reasonOf(locale, remark);
      const reason = column ? textOf(locale, 'IMPORT_IN_COLUMN', { column, reason: why }) : why;
      notify('CLI_ROW_REJECTED', { line, reason, row: text.slice(0, 100) });
    },
    end() {
      if (count > most && most > 0) print(textOf(locale, 'CLI_MORE_ROWS', { count: count - most }));
    },
  };
}
