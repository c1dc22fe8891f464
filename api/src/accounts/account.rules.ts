import * as v from 'valibot';
import { address } from '../input/address.ts';
import { displayName, oneOf, optionalDisplayName, timeZone } from '../input/validation.ts';
import { Locale } from '../language/locale.ts';

const locale = oneOf(Locale);

export const accountAddress = v.object({ email: address });

/** An account as submitted for registration. */
export const newAccount = v.object({
  email: address,
  fullName: displayName(200),
  locale: v.nullish(locale),
  timeZone: v.nullish(timeZone),
});

/** What users can change about themselves; null clears an optional field. */
export const profilePatch = v.partial(
  v.object({
    fullName: v.pipe(
      v.nullable(optionalDisplayName(200)),
      v.transform((value) => value ?? ''),
    ),
    locale,
    timeZone,
  }),
);
