import type { App } from '../../context/app.ts';
import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { createManagersGroup } from './create-managers-group.ts';
import { managerPermissions } from '../../accounts/permission.list.ts';
import { permissionName } from '../../access/permission-name.ts';

/** Adds `create_managers_group`, and its name `creategroup manager` in a service that Postline replaces. */
export function createManagersGroupCommands(commandLine: CommandLine): void {
  commandLine
    .add('create_managers_group', 'Creates the group Managers, or resets its permissions.')
    .action(commandLine.withApp(make));
  commandLine.add('creategroup <group>', 'Creates a group: manager.').action(
    commandLine.withApp(async (app, context, { args: [group = ''] }) => {
      if (!/^managers?$/i.test(group)) {
        throw new DomainError('INVALID', { key: 'CLI_GROUP_UNKNOWN', params: { group } });
      }
      await make(app, context);
    }),
  );
}

async function make(app: App, { locale, verbosity, print, notify }: CommandContext): Promise<void> {
  const { isNew } = await createManagersGroup(app.asSystem());
  notify(isNew ? 'CLI_GROUP_MADE' : 'CLI_GROUP_EXISTS', { group: 'Managers' });
  if (verbosity >= 2) {
    print('');
    notify('CLI_PERMISSIONS_GIVEN');
    for (const codename of managerPermissions) print(`  - ${codename} (${permissionName(locale, codename)})`);
    print('');
  }
  notify('CLI_GROUP_READY', { group: 'Managers', count: managerPermissions.length });
}
