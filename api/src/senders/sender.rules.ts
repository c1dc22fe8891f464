import * as v from 'valibot';
import { displayName } from '../input/validation.ts';
import { fault, type Fault } from '../errors/domain-error.ts';
import { sendableAddress } from '../platform/mime/email-address.ts';

const email = v.pipe(
  v.string('WRONG_VALUE'),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const sendable = sendableAddress(dataset.value);
    if (sendable.ok) return sendable.address;
    addIssue({ message: `EMAIL_${sendable.problem}` });
    return NEVER;
  }),
);

export const newSender = v.object({
  name: displayName(200),
  address: email,
  replyTo: v.nullish(email),
  isDefault: v.nullish(v.boolean(), false),
});

export const senderPatch = v.partial(
  v.object({ name: displayName(200), address: email, replyTo: v.nullable(email), isDefault: v.boolean() }),
);

export const newDomain = v.object({
  domain: v.pipe(
    v.string('WRONG_VALUE'),
    v.trim(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const sendable = sendableAddress(`postmaster@${dataset.value}`);
      if (sendable.ok && !dataset.value.includes('@')) return sendable.address.slice(11).toLowerCase();
      addIssue({ message: 'DOMAIN_NOT_ONE' });
      return NEVER;
    }),
  ),
});

export const domainTaken: Fault[] = [fault('DOMAIN_TAKEN', ['domain'])];
