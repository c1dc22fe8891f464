import { registerEnumType } from 'type-graphql';

export const Locale = { EN: 'EN', RU: 'RU' } as const;
registerEnumType(Locale, {
  name: 'Locale',
  description: 'A language that Postline speaks.',
  valuesConfig: { EN: { description: 'English.' }, RU: { description: 'Russian.' } },
});
