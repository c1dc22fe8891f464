import type { Command, Help, Option } from 'commander';
import type { Locale } from '../language/locale.ts';
import { ruHelp } from '../language/ru-help.ts';

/** Translates all help texts of a program; texts without a translation stay as they are. */
export function translateHelp(program: Command, locale: Locale): void {
  if (locale === 'EN') return;
  const help = program.createHelp();
  for (const command of [program, ...program.commands]) {
    command.description(inRussian(command.description()));
    command.helpOption('-h, --help', inRussian('display help for command'));
    for (const option of command.options) option.description = inRussian(option.description);
    command.configureHelp({
      sortSubcommands: true,
      styleTitle: inRussian,
      commandUsage: (shown) => usageOf(help, shown),
      subcommandTerm: (shown) => help.subcommandTerm(shown).replace('[options]', '[параметры]'),
      optionDescription: (option) => optionText(help, option),
    });
  }
  program.helpCommand('help [command]', inRussian('display help for command'));
}

const inRussian = (english: string) => ruHelp[english] ?? english;

const usageOf = (help: Help, command: Command) =>
  help.commandUsage(command).replace('[options]', '[параметры]').replace('[command]', '[команда]');

const optionText = (help: Help, option: Option) =>
  help
    .optionDescription(option)
    .replace(/\((default|choices): /, (_whole, word: string) =>
      word === 'default' ? '(по умолчанию: ' : '(возможны: ',
    );
