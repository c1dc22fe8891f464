import * as v from 'valibot';
import type { TextKey } from '../language/text.ts';
import { parseAddress } from '../platform/mime/email-address.ts';

/** An address as typed, without surrounding spaces. */
export const address = v.pipe(
  v.string('WRONG_VALUE'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const parsed = parseAddress(dataset.value);
    if (parsed.ok) return parsed.address;
    addIssue({ message: `EMAIL_${parsed.problem}` satisfies TextKey });
    return NEVER;
  }),
);
