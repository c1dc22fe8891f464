import { raw } from '@mikro-orm/core';
import type { CommandLine } from '../../command-line/command-line.ts';
import { createContext } from '../../context/context.ts';
import { system } from '../../context/actor.ts';
import type { TokenScope } from '../../context/token-scope.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { User } from '../user.entity.ts';
import { createApiToken } from './create-api-token.ts';

interface Options {
  scopes: string;
  name: string;
  days: string;
}

export const createTokenCommand = (commandLine: CommandLine) =>
  commandLine
    .add('create_token <email>', 'Creates an API token, which is printed once.')
    .requiredOption('--scopes <scopes>', 'what it may do: READ, WRITE, SEND')
    .option('--name <name>', 'a name to recognise it by', 'create_token')
    .option('--days <number>', 'how many days it is valid, at most 366', '90')
    .action(
      commandLine.withApp<Options>(async (app, { print }, { args: [email = ''], options }) => {
        const { em } = app.asSystem();
        const user = await em.findOne(User, { [raw('lower(email)')]: email.trim().toLowerCase() });
        if (!user) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email } });
        const actor = { ...system(app.config.locale), id: user.id };
        const ctx = createContext(app.services, { actor, trigger: 'COMMAND' });
        const { secret } = await createApiToken(ctx, {
          name: options.name,
          scopes: scopesIn(options.scopes),
          expiresAt: new Date(ctx.clock.now().getTime() + daysIn(options.days) * 86_400_000),
        });
        print(secret);
      }),
    );

const scopesIn = (text: string) =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((scope) => scope.toUpperCase() as TokenScope);

function daysIn(text: string): number {
  if (!/^\d{1,4}$/.test(text))
    throw new DomainError('INVALID', { key: 'CLI_NOT_A_NUMBER', params: { text } });
  return Number(text);
}
