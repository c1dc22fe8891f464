import type { Option } from '#lib/ui/option.ts';

/** The operators, by what is compared. */
export const operators = {
  status: ['oneOf'],
  list: ['inAny', 'inAll', 'inNone'],
  attribute: [
    'is',
    'isNot',
    'contains',
    'oneOf',
    'noneOf',
    'atLeast',
    'atMost',
    'onOrAfter',
    'before',
    'exists',
    'missing',
  ],
  created: ['withinDays', 'onOrAfter', 'before'],
  updated: ['onOrAfter', 'before'],
  sent: ['withinDays', 'notWithinDays', 'onOrAfter', 'before', 'ever', 'never'],
  text: ['contains'],
  /** What programs may use and no field here can edit: kept as it is. */
  emails: ['kept'],
  exactly: ['kept'],
} as const;

export type Subject = keyof typeof operators;
export type Operator = (typeof operators)[Subject][number];

/** The subjects that people choose from. */
export const subjects = [
  'attribute',
  'list',
  'status',
  'created',
  'updated',
  'sent',
  'text',
] as const satisfies readonly Subject[];

/** One line of a filter as it is edited: subject, operator and value. */
export interface Condition {
  /** Distinguishes the lines. */
  key: string;
  subject: Subject;
  operator: Operator;
  /** The name of the attribute. */
  name: string;
  /** A text, a number, a number of days, a day such as 2026-01-31, or values with a line for each. */
  text: string;
  /** Chosen statuses or lists. */
  chosen: Option[];
  /** The exact time of a day, or a value that no field can edit. */
  kept: unknown;
}

/** How the value of a condition is entered. */
export type ValueKind = 'none' | 'text' | 'lines' | 'number' | 'days' | 'day' | 'lists' | 'statuses' | 'kept';

export function valueKind({ subject, operator }: Pick<Condition, 'subject' | 'operator'>): ValueKind {
  if (subject === 'status') return 'statuses';
  if (subject === 'list') return 'lists';
  return kinds[operator] ?? 'text';
}

const kinds: Partial<Record<Operator, ValueKind>> = {
  oneOf: 'lines',
  noneOf: 'lines',
  atLeast: 'number',
  atMost: 'number',
  onOrAfter: 'day',
  before: 'day',
  withinDays: 'days',
  notWithinDays: 'days',
  exists: 'none',
  missing: 'none',
  ever: 'none',
  never: 'none',
  kept: 'kept',
};

let made = 0;

/** Returns a new line to fill in. */
export function newCondition(subject: Subject, given: Partial<Condition> = {}): Condition {
  const operator = operators[subject][0];
  return {
    key: `condition-${(made += 1)}`,
    subject,
    operator,
    name: '',
    text: '',
    chosen: [],
    kept: null,
    ...given,
  };
}
