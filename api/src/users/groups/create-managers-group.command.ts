import type { App } from '../../context/app.ts';
import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { createManagersGroup } from './create-managers-group.ts';
import { managerPermissions } from '../../accounts/permission.list.ts';
import { permissionName } from '../../accounts/permission-name.ts';

/** `create_managers_group`, and `creategroup manager` as another of the services before this one had it. */
export function createManagersGroupCommands(commandLine: CommandLine): void {
  commandLine
    .add('create_managers_group', 'Makes the group Managers, or gives it its permissions again.')
    .action(commandLine.withApp(make));
  commandLine.add('creategroup <group>', 'Makes a group: manager.').action(
    commandLine.withApp(async (app, context, { args: [group = ''] }) => {
      if (!/^managers?$/i.test(group)) {
        throw new DomainError('INVALID', { key: 'CLI_GROUP_UNKNOWN', params: { group } });
      }
      await make(app, context);
    }),
  );
}

async function make(app: App, { locale, verbosity, print, say }: CommandContext): Promise<void> {
  const { isNew } = await createManagersGroup(app.asSystem());
  say(isNew ? 'CLI_GROUP_MADE' : 'CLI_GROUP_EXISTS', { group: 'Managers' });
  if (verbosity >= 2) {
    print('');
    say('CLI_PERMISSIONS_GIVEN');
    for (const codename of managerPermissions) print(`  - ${codename} (${permissionName(locale, codename)})`);
    print('');
  }
  say('CLI_GROUP_READY', { group: 'Managers', count: managerPermissions.length });
}
