import type { CommandContext, CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { textOf } from '../../language/text.ts';
import { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { deployFaults } from './deploy-faults.ts';
import { mailFaults } from './mail-faults.ts';
import { reachParts } from './reach-parts.ts';

interface Options {
  deploy?: boolean;
  database?: string | true;
}

export const checkCommand = (commandLine: CommandLine) =>
  commandLine
    .add('check', 'Checks the configuration.')
    .option('--deploy', 'also check that it is ready for the public internet')
    .option('--database [alias]', 'also try to reach database, jobs, cache and SMTP server')
    .action(
      commandLine.action<Options>(async (context, _args, { deploy, database }) => {
        if (typeof database === 'string' && database !== 'default')
          throw new DomainError('INVALID', { key: 'CHECK_NO_SUCH_DATABASE', params: { alias: database } });
        const faults = deploy ? await tellFaults(context) : 0;
        const away = database ? await tellParts(context) : 0;
        context.notify(faults + away > 0 ? 'CHECK_FOUND' : 'CHECK_NOTHING', {
          count: faults + away,
        });
        return away > 0 ? 75 : faults > 0 ? 2 : 0;
      }),
    );

/** Prints everything that is wrong or doubtful. Returns the number of things that are wrong. */
async function tellFaults({ config, locale, print }: CommandContext): Promise<number> {
  const settings = deployFaults(config);
  for (const [key, text] of settings) print(`${key}: ${textOf(locale, text)}`);
  const ofMail = await mailFaults(config, new DnsLookup({ servers: config.dnsServers }));
  for (const { key, fault } of ofMail) {
    const mark = fault.severity === 'WARNING' ? '? ' : '';
    print(`${mark}${key}: ${textOf(locale, fault.code, fault.params)}`);
  }
  return settings.length + ofMail.filter(({ fault }) => fault.severity === 'ERROR').length;
}

/** Returns how many parts cannot be reached. */
async function tellParts({ config, log, notify }: CommandContext): Promise<number> {
  const parts = await reachParts(config, log);
  for (const { name, state, reason } of parts) {
    const params = { part: textOf(config.locale, name), detail: state ?? reason ?? '' };
    notify(state === null ? 'CHECK_AWAY' : 'CHECK_REACHED', params);
  }
  return parts.filter(({ state }) => state === null).length;
}
