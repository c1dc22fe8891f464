import * as v from 'valibot';
import { fault, type Fault } from '../errors/domain-error.ts';
import { address } from '../input/address.ts';
import { optionalDisplayName, optionalLine } from '../input/validation.ts';

export const userPatch = v.partial(
  v.object({
    email: address,
    fullName: v.pipe(
      v.nullable(optionalDisplayName(200)),
      v.transform((value) => value ?? ''),
    ),
    isSuperuser: v.boolean('WRONG_VALUE'),
  }),
);

/** Why an account is blocked, as a manager writes it. */
export const blockReason = v.pipe(
  v.nullish(optionalLine(1000), ''),
  v.transform((value) => value || null),
);

export const emailTaken: Fault[] = [fault('USER_EMAIL_TAKEN', ['email'])];
