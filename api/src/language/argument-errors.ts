import type { Locale } from './locale.ts';

type Say = (words: readonly string[]) => string;

/**
 * Texts for wrong arguments of a command, by the library's code. They get the words in quotation marks in its
 * message.
 */
const texts: Record<string, Record<Locale, Say>> = {
  'commander.unknownOption': {
    EN: ([name]) => `There is no option ${name}.`,
    RU: ([name]) => `Параметра ${name} нет.`,
  },
  'commander.unknownCommand': {
    EN: ([name]) => `There is no command ${name}.`,
    RU: ([name]) => `Команды ${name} нет.`,
  },
  'commander.missingArgument': {
    EN: ([name]) => `The argument ${name} is missing.`,
    RU: ([name]) => `Не хватает аргумента ${name}.`,
  },
  'commander.optionMissingArgument': {
    EN: ([option]) => `The option ${option} needs a value.`,
    RU: ([option]) => `Параметру ${option} нужно значение.`,
  },
  'commander.missingMandatoryOptionValue': {
    EN: ([option]) => `The option ${option} is missing.`,
    RU: ([option]) => `Не хватает параметра ${option}.`,
  },
  'commander.excessArguments': {
    EN: () => 'There are too many arguments.',
    RU: () => 'Слишком много аргументов.',
  },
  'commander.invalidArgument': {
    EN: ([option, value]) => `The option ${option} cannot be ${value}.`,
    RU: ([option, value]) => `Параметр ${option} не может быть ${value}.`,
  },
};

const suggestion: Record<Locale, Say> = {
  EN: ([name]) => `Did you mean ${name}?`,
  RU: ([name]) => `Может быть, ${name}?`,
};

const help: Record<Locale, string> = {
  EN: '--help shows what is possible.',
  RU: 'Что можно, покажет --help.',
};

/** Returns the library's message about wrong arguments in the user's language. */
export function argumentError(locale: Locale, code: string, message: string): string {
  const words = [...message.matchAll(/'(.*?)'/g)].map(([, word]) => word!.split(/[ ,]/)[0]!);
  const text = texts[code]?.[locale](words) ?? message;
  const near = /\(Did you mean (?:one of )?([\w-]+)/.exec(message)?.[1];
  return [text, near && suggestion[locale]([near]), help[locale]].filter(Boolean).join(' ');
}
