import { findOwner } from '../accounts/find-owner.ts';
import type { CommandLine } from '../command-line/command-line.ts';
import { erasePerson } from './erase-person.ts';

export const erasePersonCommand = (commandLine: CommandLine) =>
  commandLine
    .add(
      'erase_person <email>',
      'Erases a person for good: deletes the recipient and takes the address out of deliveries and events. Counts and a suppression stay.',
    )
    .requiredOption('--owner <email>', "the owner of the person's data")
    .action(
      commandLine.withApp<{ owner: string }>(async (app, { notify }, { args: [email], options }) => {
        const ctx = app.asSystem();
        const owner = await findOwner(ctx, options.owner);
        const traces = await erasePerson(ctx, { email: email!, ownerId: owner.id });
        await ctx.cache.drop('recipients', 'sending');
        notify('CLI_PERSON_ERASED', {
          recipients: traces.isRecipient ? 1 : 0,
          deliveries: traces.deliveryCount,
          events: traces.eventCount,
        });
      }),
    );
