/** As long as the longest request that is read: 250 kB. */
const LENGTH = 250_000;

/** Texts that parsers, patterns and loops may fail on when they are repeated. */
export const fragments: Record<string, string> = {
  letters: 'x',
  spaces: ' ',
  'tabs and spaces': '\t ',
  'line ends': '\r\n',
  'lone CR': '\r',
  'double quotes': '"',
  'single quotes': "' ",
  'quoted words': '"a" ',
  'open quotes': '"a ',
  'open outputs': '{{ ',
  'open tags': '{% ',
  outputs: '{{ a }}',
  blocks: '{% if a %}',
  'open elements': '<a ',
  elements: '<b>',
  'end tags': '</b>',
  comments: '<!--',
  'whole comments': '<!-- a -->',
  'angle brackets': '<',
  'closing brackets': '>',
  ampersands: '&',
  entities: '&amp;',
  'at signs': '@',
  addresses: 'a@b.co,',
  'names and addresses': 'a <a@b.co>',
  dots: '.',
  'letters and dots': 'a.',
  hyphens: '-',
  backslashes: '\\',
  'escaped quotes': '\\"',
  percents: '%',
  'encoded braces': '%7B%7B',
  underscores: '_%',
  'encoded words': '=?utf-8?B?',
  'equal signs': '=',
  digits: '9',
  zeros: '0',
  'digits and dots': '1.1.',
  commas: ',',
  semicolons: '; ',
  colons: ':',
  slashes: '/',
  hints: 'Did you mean ',
  'combining marks': '\u0301',
  'letters with marks': 'e\u0301',
  'other scripts': 'ж中',
  emoji: '👩‍👧',
  'direction marks': '\u202e',
  'no-break spaces': '\u00a0',
  braces: '{}',
  brackets: '[',
  parentheses: '(',
  'codes of SMTP': '250 2.1.0 ',
};

/** A fragment repeated, also after a beginning that opens something and before an end that spoils it. */
export const longTexts = (fragment: string, length = LENGTH): string[] => {
  const row = fragment.repeat(Math.ceil(length / fragment.length)).slice(0, length);
  return [row, `${row}\u0001!`];
};

const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

/** Work whose time is linear in the length of its text: the control for everything else, in the same run. */
function linearWork(text: string): number {
  let sum = 0;
  for (let round = 0; round < 8; round++) {
    for (let index = 0; index < text.length; index++) sum += text.charCodeAt(index) & round;
    sum += JSON.parse(JSON.stringify(text)).length + Buffer.from(text).length;
  }
  return sum;
}

let unit: number | undefined;

/** How long this thread works for the control at full length, in microseconds; the least of several tries. */
function controlTime(): number {
  const text = 'Some text, ж'.repeat(LENGTH / 12);
  return (unit ??= Math.min(
    ...Array.from({ length: 5 }, () => {
      const since = cpu();
      linearWork(text);
      return cpu() - since;
    }),
  ));
}

/** A text may take this many times the control; quadratic work takes thousands of times as long. */
const MOST_TIMES = 200;

/** Returns how many times the control's work a piece of work takes; the least of up to three tries. */
export async function timesControl(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let attempt = 0; attempt < 3; attempt++) {
    const since = cpu();
    await work();
    least = Math.min(least, (cpu() - since) / controlTime());
    if (least <= MOST_TIMES) break;
  }
  return least;
}

export const isTooSlow = (times: number): boolean => times > MOST_TIMES;
