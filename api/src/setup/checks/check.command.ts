import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { deployFaults } from './deploy-faults.ts';
import { reachParts } from './reach-parts.ts';

interface Options {
  deploy?: boolean;
  database?: string | true;
}

export const checkCommand = (commandLine: CommandLine) =>
  commandLine
    .add('check', 'Tells whether the configuration is right.')
    .option('--deploy', 'also tell what is not ready for the public internet')
    .option('--database [alias]', 'also try to reach database, jobs, cache and SMTP server')
    .action(
      commandLine.action<Options>(async (context, _args, { deploy, database }) => {
        if (typeof database === 'string' && database !== 'default')
          throw new DomainError('INVALID', { key: 'CHECK_NO_SUCH_DATABASE', params: { alias: database } });
        const faults = deploy ? deployFaults(context.config) : [];
        for (const [key, text] of faults) context.print(`${key}: ${textOf(context.locale, text)}`);
        const away = database ? await tellParts(context) : 0;
        context.say(faults.length + away > 0 ? 'CHECK_FOUND' : 'CHECK_NOTHING', {
          count: faults.length + away,
        });
        return away > 0 ? 75 : faults.length > 0 ? 2 : 0;
      }),
    );

/** Returns how many parts cannot be reached. */
async function tellParts({ config, log, say }: CommandContext): Promise<number> {
  const parts = await reachParts(config, log);
  for (const { name, state, reason } of parts) {
    const params = { part: textOf(config.locale, name), detail: state ?? reason ?? '' };
    say(state === null ? 'CHECK_AWAY' : 'CHECK_REACHED', params);
  }
  return parts.filter(({ state }) => state === null).length;
}
