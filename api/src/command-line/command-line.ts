import { CommanderError, type Command } from 'commander';
import type { App, OpenApp } from '../context/app.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { DomainError, type ErrorCode } from '../errors/domain-error.ts';
import type { Locale } from '../language/locale.ts';
import { textOf, type TextKey, type TextParams } from '../language/text.ts';
import { openDatabase } from '../platform/open-database.ts';
import { openLog, type Log } from '../platform/log.ts';

/** 0 done, 1 a bug, 2 refused or wrong input, 3 not found, 4 not allowed, 75 try later (EX_TEMPFAIL of sysexits.h). */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 75;

const exitCodes: Record<ErrorCode, ExitCode> = {
  UNAUTHENTICATED: 4,
  FORBIDDEN: 4,
  NOT_FOUND: 3,
  INVALID: 2,
  CONFLICT: 2,
  UNAVAILABLE: 75,
  RATE_LIMITED: 75,
  COST_EXCEEDED: 2,
};

/** What a command works with. */
export interface CommandContext {
  config: Config;
  log: Log;
  locale: Locale;
  /** Prints a line of the command's output. */
  print: (line: string) => void;
  /** Prints a text in the user's language, unless nothing is to be told. */
  say: (key: TextKey, params?: TextParams) => void;
  /** How much to tell: `-v`, 1 unless given. */
  verbosity: Verbosity;
}

export type Verbosity = 0 | 1 | 2 | 3;

type Action<Options> = (
  context: CommandContext,
  args: string[],
  options: Options,
) => Promise<ExitCode | void>;
type AppAction<Options> = (
  app: App,
  context: CommandContext,
  given: { args: string[]; options: Options },
) => Promise<ExitCode | void>;

interface AppOptions {
  /** This process writes the log file. */
  ownsFile?: boolean;
  /** After so many milliseconds a read is stopped. */
  statementTimeout?: number;
}

/** The commands, and what is the same in each: configuration, logs, errors, exit codes. */
export class CommandLine {
  readonly #program: Command;
  readonly #openApp: OpenApp;
  #exitCode: ExitCode = 0;

  constructor(program: Command, openApp: OpenApp) {
    this.#program = program;
    this.#openApp = openApp;
    program.exitOverride().configureHelp({ sortSubcommands: true });
  }

  /** Adds a command, such as `send_mailing <id>`; each takes `-v`. */
  add(usage: string, description: string, { hidden = false } = {}): Command {
    return this.#program
      .command(usage, { hidden })
      .description(description)
      .exitOverride()
      .allowExcessArguments(false)
      .option('-v, --verbosity <level>', 'how much to tell, 0 to 3', '1');
  }

  /** An action that opens nothing by itself. `ownsFile`: this process writes the log file. */
  action<Options>(run: Action<Options>, { ownsFile = false } = {}) {
    return async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const config = readConfig();
      const log = openLog(config, { ownsFile });
      const { verbosity, ...options } = command.opts<{ verbosity: string }>();
      const context = contextOf(config, log, verbosityOf(verbosity));
      const code = await run(context, command.args, options as Options);
      this.#exitCode = code ?? 0;
    };
  }

  /** An action with the database open and up to date. */
  withApp<Options>(run: AppAction<Options>, { ownsFile = false, statementTimeout }: AppOptions = {}) {
    return this.action<Options>(
      async (context, args, options) => {
        const database = await openDatabase(context.config, context.log);
        try {
          const app = await this.#openApp(context.config, context.log, {
            databaseUrl: database.url,
            statementTimeout,
          });
          try {
            return await run(app, context, { args, options });
          } finally {
            await app.close();
          }
        } finally {
          await database.stop();
        }
      },
      { ownsFile },
    );
  }

  /** Runs the command that was asked for; returns the exit code. */
  async run(args: string[]): Promise<ExitCode> {
    // People's addresses are in what is written: data, logs, exports.
    process.umask(0o077);
    try {
      await this.#program.parseAsync(args, { from: 'user' });
      return this.#exitCode;
    } catch (error) {
      return explain(error);
    }
  }
}

function contextOf(config: Config, log: Log, verbosity: Verbosity): CommandContext {
  const { locale } = config;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const say: CommandContext['say'] = (key, params) => {
    if (verbosity > 0) print(textOf(locale, key, params));
  };
  return { config, log, locale, print, say, verbosity };
}

function verbosityOf(text: string): Verbosity {
  if (!/^[0-3]$/.test(text)) throw new DomainError('INVALID', { key: 'CLI_WRONG_VERBOSITY' });
  return Number(text) as Verbosity;
}

/** Says on standard error what went wrong, in the user's language; a bug with its stack. */
function explain(error: unknown): ExitCode {
  const printError = (line: string) => void process.stderr.write(`${line}\n`);
  // Commander has said what was wrong with the arguments, or shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const locale = localeOf(error);
  if (error instanceof ConfigError) {
    printError(`${textOf(locale, 'CLI_WRONG_CONFIG')}\n${error.message}`);
    return 2;
  }
  if (error instanceof DomainError) {
    printError(textOf(locale, error.text.key, error.text.params));
    for (const { code, params } of error.details.faults ?? [])
      printError(`  ${textOf(locale, code, params)}`);
    return exitCodes[error.code];
  }
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}

function localeOf(error: unknown): Locale {
  if (error instanceof ConfigError) return 'EN';
  return readConfig().locale;
}
