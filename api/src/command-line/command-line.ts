import { CommanderError, type Command } from 'commander';
import type { App, OpenApp } from '../context/app.ts';
import { ConfigError, readConfig, settingKeys, type Config } from '../config.ts';
import { commandLocale, readEnvironment } from '../environment.ts';
import { findUnknownKeys } from '../unknown-keys.ts';
import { DomainError, type ErrorCode } from '../errors/domain-error.ts';
import { argumentError } from '../language/argument-errors.ts';
import type { Locale } from '../language/locale.ts';
import { textOf, type TextKey, type TextParams } from '../language/text.ts';
import { translateHelp } from './translate-help.ts';
import { openDatabase } from '../platform/open-database.ts';
import { openLog, type Log } from '../platform/log.ts';

/**
 * 0 done, 1 a bug, 2 refused or wrong input, 3 not found, 4 not allowed, 75 try again later (EX_TEMPFAIL of
 * sysexits.h).
 */
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
  /** Prints a text in the user's language, unless the verbosity is 0. */
  notify: (key: TextKey, params?: TextParams) => void;
  /** Prints a line on standard error, unless the verbosity is 0. */
  warn: (line: string) => void;
  /** Reports a refusal on standard error. */
  notifyFailure: (refusal: DomainError) => void;
  /** How much to print: `-v`, 1 by default. */
  verbosity: Verbosity;
}

type Verbosity = 0 | 1 | 2 | 3;

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
  /** Whether this process writes the log file, as all do that have no parent to do it for them. */
  ownsFile?: boolean;
  /** After this many milliseconds a read is stopped. */
  statementTimeout?: number;
}

/** The commands, and what they share: configuration, logs, errors, exit codes. */
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
      .option('--lang <language>', 'the language, ru or en; by default that of POSTLINE_LANG or LANG')
      // `explain` reports errors in the user's language.
      .configureOutput({ outputError: () => {} });
  }

  /** Adds a command, such as `send_mailing <id>`; each takes `-v`. */
  add(usage: string, description: string, { hidden = false } = {}): Command {
    return this.#program
      .command(usage, { hidden })
      .description(description)
      .exitOverride()
      .allowExcessArguments(false)
      .option('-v, --verbosity <level>', 'how much to print, 0 to 3', '1');
  }

  /** Returns an action that opens nothing. */
  action<Options>(run: Action<Options>, { ownsFile = true }: Pick<AppOptions, 'ownsFile'> = {}) {
    return async (...given: unknown[]) => {
      const command = given.at(-1) as Command;
      const config = readConfig();
      // A child process has the same settings, and its parent has warned already.
      if (!process.send) tellUnknownKeys(config.locale);
      const log = openLog(config, { ownsFile });
      const { verbosity, ...options } = command.opts<{ verbosity: string }>();
      const context = contextOf(config, log, verbosityOf(verbosity));
      const code = await run(context, command.args, options as Options);
      this.#exitCode = code ?? 0;
    };
  }

  /** Returns an action with the database open and up to date. */
  withApp<Options>(run: AppAction<Options>, { ownsFile = true, statementTimeout }: AppOptions = {}) {
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

  /** Runs the given command and returns its exit code. */
  async run(args: string[]): Promise<ExitCode> {
    // A server continues when nobody reads its output any more, as in `npm start | head`.
    let lostReader: NodeJS.ErrnoException | undefined;
    for (const stream of [process.stdout, process.stderr])
      stream.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE') throw error;
        lostReader = error;
      });
    try {
      const asked = languageIn(args);
      if (asked.language) process.env.POSTLINE_LANG = asked.language;
      translateHelp(this.#program, commandLocale());
      await this.#program.parseAsync(asked.args, { from: 'user' });
      return this.#exitCode;
    } catch (error) {
      // Whoever reads the output has had enough, as `head` has.
      return error === lostReader ? 0 : explain(error);
    }
  }
}

/** Warns on standard error of keys that were probably misspelt. */
function tellUnknownKeys(locale: Locale): void {
  const { written } = readEnvironment();
  for (const { key, meant } of findUnknownKeys(settingKeys, {
    written,
    environment: Object.keys(process.env),
  })) {
    printError(
      meant === null
        ? textOf(locale, 'CLI_UNKNOWN_KEY', { key })
        : textOf(locale, 'CLI_MISSPELT_KEY', { key, meant }),
    );
  }
}

function contextOf(config: Config, log: Log, verbosity: Verbosity): CommandContext {
  const { locale } = config;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const notify: CommandContext['notify'] = (key, params) => {
    if (verbosity > 0) print(textOf(locale, key, params));
  };
  const warn = (line: string) => {
    if (verbosity > 0) printError(line);
  };
  const notifyFailure = (refusal: DomainError) => tellRefusal(refusal, locale);
  return { config, log, locale, print, notify, warn, notifyFailure, verbosity };
}

/** `--lang ru` may be anywhere; it takes precedence over the environment. */
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

/** Reports an error on standard error, in the user's language; a bug with its stack. */
function explain(error: unknown): ExitCode {
  const locale = commandLocale();
  if (error instanceof CommanderError) {
    // Help was requested, or shown because there was no command.
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
