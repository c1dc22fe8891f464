import { CommanderError, type Command } from 'commander';
import type { App, OpenApp } from '../context/app.ts';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { commandLocale } from '../environment.ts';
import { DomainError, type ErrorCode } from '../errors/domain-error.ts';
import { argumentError } from '../language/argument-errors.ts';
import type { Locale } from '../language/locale.ts';
import { textOf, type TextKey, type TextParams } from '../language/text.ts';
import { translateHelp } from './translate-help.ts';
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
  /** Says on standard error what is refused. */
  complain: (refusal: DomainError) => void;
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
    program
      .exitOverride()
      .configureHelp({ sortSubcommands: true })
      .option('--lang <language>', 'the language, ru or en, unless POSTLINE_LANG or LANG says it')
      // What is wrong is told in the user's language, by `explain`.
      .configureOutput({ outputError: () => {} });
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
      const asked = languageIn(args);
      if (asked.language) process.env.POSTLINE_LANG = asked.language;
      translateHelp(this.#program, commandLocale());
      await this.#program.parseAsync(asked.args, { from: 'user' });
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
  const complain = (refusal: DomainError) => tellRefusal(refusal, locale);
  return { config, log, locale, print, say, complain, verbosity };
}

/** `--lang ru` may stand anywhere; it wins over the environment. */
function languageIn(args: string[]): { language?: string; args: string[] } {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  if (at < 0) return { args };
  const isApart = args[at] === '--lang';
  const language = isApart ? args[at + 1] : args[at]!.slice('--lang='.length);
  return { ...(language && { language }), args: args.toSpliced(at, isApart ? 2 : 1) };
}

function verbosityOf(text: string): Verbosity {
  if (!/^[0-3]$/.test(text)) throw new DomainError('INVALID', { key: 'CLI_WRONG_VERBOSITY' });
  return Number(text) as Verbosity;
}

const printError = (line: string) => void process.stderr.write(`${line}\n`);

function tellRefusal({ text, details }: DomainError, locale: Locale): void {
  printError(textOf(locale, text.key, text.params));
  for (const { code, params } of details.faults ?? []) printError(`  ${textOf(locale, code, params)}`);
}

/** Says on standard error what went wrong, in the user's language; a bug with its stack. */
function explain(error: unknown): ExitCode {
  const locale = commandLocale();
  if (error instanceof CommanderError) {
    // The help that was asked for, or that was shown because no command was.
    if (error.exitCode === 0) return 0;
    if (error.code !== 'commander.help') printError(argumentError(locale, error.code, error.message));
    return 2;
  }
  if (error instanceof ConfigError) {
    printError(`${textOf(locale, 'CLI_WRONG_CONFIG')}\n${error.textIn(locale)}`);
    return 2;
  }
  if (error instanceof DomainError) {
    tellRefusal(error, locale);
    return exitCodes[error.code];
  }
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 1;
}
