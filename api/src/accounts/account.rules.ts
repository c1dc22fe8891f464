import * as v from 'valibot';
import type { TextKey } from '../language/text.ts';
import { sendableAddress } from '../platform/mime/email-address.ts';
import { address } from '../input/address.ts';
import { displayName, oneOf, optionalDisplayName, timeZone } from '../input/validation.ts';
import { Locale } from '../language/locale.ts';

/** An address that a mail can reach. */
const reachable = v.pipe(
  address,
  v.rawCheck(({ dataset, addIssue }) => {
    const sendable = dataset.typed ? sendableAddress(dataset.value) : null;
    if (sendable?.ok === false) addIssue({ message: `EMAIL_${sendable.problem}` satisfies TextKey });
  }),
);

const locale = oneOf(Locale);

export const accountAddress = v.object({ email: reachable });

/** An account as somebody registers it. */
export const newAccount = v.object({
  email: reachable,
  fullName: displayName(200),
  locale: v.nullish(locale),
  timeZone: v.nullish(timeZone),
});

/** What users change of themselves; null clears what can be empty. */
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
