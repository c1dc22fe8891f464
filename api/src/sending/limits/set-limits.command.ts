import type { CommandLine } from '../../command-line/command-line.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { about } from '../../errors/about.ts';
import { setSendingLimits } from './set-sending-limits.ts';

interface Options {
  rate?: string;
  connections?: string;
}

export const setLimitsCommand = (commandLine: CommandLine) =>
  commandLine
    .add(
      'set_limits',
      'Shows or changes how much may be sent, over all processes together; takes effect within a second.',
    )
    .option('--rate <number>', 'messages a second, or "none" for no limit')
    .option('--connections <number>', 'simultaneous connections')
    .action(
      commandLine.withApp<Options>(async (app, { notify }, { options: { rate, connections } }) => {
        const limits = await setSendingLimits(app.asSystem(), {
          ...(rate !== undefined && { messagesPerSecond: rate === 'none' ? null : numberIn(rate) }),
          ...(connections !== undefined && { connections: numberIn(connections) }),
        }).catch((error: unknown) => {
          throw about(error, { messagesPerSecond: '--rate', connections: '--connections' });
        });
        notify('CLI_LIMITS', { rate: limits.messagesPerSecond ?? '∞', connections: limits.connections });
      }),
    );

function numberIn(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number))
    throw new DomainError('INVALID', { key: 'CLI_NOT_A_NUMBER', params: { text } });
  return number;
}
