import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { raw } from '@mikro-orm/core';
import type { App } from '../../context/app.ts';
import { User } from '../../accounts/user.entity.ts';
import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { importPeople } from './import-people.ts';
import type { Rejected } from './read-people.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';

interface Options {
  owner: string;
  list?: string;
  rejected?: string;
}

// At the usual verbosity so many rejected rows are told one by one; all of them with -v 2.
const TOLD = 10;

export const importRecipientsCommand = (commandLine: CommandLine) =>
  commandLine
    .add('import_recipients <csv>', 'Adds the people of a CSV file to the recipients of a user.')
    .requiredOption('--owner <email>', 'whose recipients they become')
    .option('--list <name>', 'a list to put them into; made where it is missing')
    .option('--rejected <file>', 'write the rejected rows there, with line and reason')
    .action(
      commandLine.withApp<Options>(async (app, context, { args: [file], options }) => {
        if (!statSync(file!, { throwIfNoEntry: false })?.isFile())
          throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_FILE', params: { file: file! } });
        const owner = await findOwner(app, options.owner);
        const list = options.list ? await findOrCreateList(app, owner, options.list) : null;
        const rejects = rejectedRows(context, options);
        const imported = await importPeople(app.asSystem(), {
          bytes: createReadStream(file!),
          ownerId: owner.id,
          listId: list?.id ?? null,
          onRejected: rejects.add,
        });
        await rejects.end(imported.rejected);
        context.say('CLI_IMPORTED', { ...imported });
      }),
    );

async function findOwner(app: App, email: string): Promise<User> {
  const owner = await app.asSystem().em.findOne(User, { [raw('lower(email)')]: email.trim().toLowerCase() });
  if (!owner) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email } });
  return owner;
}

async function findOrCreateList(app: App, owner: User, name: string): Promise<RecipientList> {
  const { em } = app.asSystem();
  const known = await em.findOne(RecipientList, {
    owner: owner.id,
    [raw('lower(name)')]: name.trim().toLowerCase(),
  });
  return (
    known ?? em.transactional(async (tx) => tx.create(RecipientList, { owner: owner.id, name: name.trim() }))
  );
}

/** Tells about rejected rows, the first on the terminal and all of them in a file where one is wanted. */
function rejectedRows({ locale, print, say, verbosity }: CommandContext, options: Options) {
  const file = options.rejected ? createWriteStream(options.rejected) : null;
  const most = [0, TOLD][verbosity] ?? Infinity;
  let told = 0;
  file?.write('line,reason,row\n');
  return {
    add({ line, text, reason, params }: Rejected) {
      const why = textOf(locale, reason, params);
      file?.write(`${line},${quoted(why)},${quoted(text)}\n`);
      if (told++ < most) say('CLI_ROW_REJECTED', { line, reason: why, row: text.slice(0, 100) });
    },
    async end(count: number) {
      if (file) await new Promise((resolve) => file.end(resolve));
      if (count > most && most > 0) print(textOf(locale, 'CLI_MORE_REJECTED', { count: count - most }));
    },
  };
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
