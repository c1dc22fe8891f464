import { Context, type Liquid } from 'liquidjs';
import type { Budget } from './budget.ts';
import type { Locale } from '../../language/locale.ts';
import type { TemplateValues } from './template-values.ts';

/** How dates read: in the time zone of the mailing and the language of its owner. */
export interface DateSettings {
  timeZone: string;
  locale: Locale;
}

export const usualDates: DateSettings = { timeZone: 'UTC', locale: 'EN' };

/** What Liquid renders a template with: the values of one mail, a budget, and how dates read. */
export class MailContext extends Context {
  readonly dates: DateSettings;
  readonly budget: Budget;

  constructor(
    engine: Liquid,
    values: TemplateValues,
    { dates, budget }: { dates: DateSettings; budget: Budget },
  ) {
    const limits = { memoryLimit: budget, renderLimit: budget, liquid: engine };
    // A copy, because `increment` writes into the given values.
    super({ ...values }, engine.options, { sync: true }, limits as never);
    this.dates = dates;
    this.budget = budget;
  }
}
