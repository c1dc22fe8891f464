/**
 * How servers say that a mailbox does not exist: in lower case, with single spaces. Like those below, they
 * suppress the address, so none of them may be about a policy.
 */
export const noMailboxWords: string[] = [
  'user unknown',
  'unknown user',
  'no such user',
  'no such mailbox',
  'no such recipient',
  'no such address',
  'does not exist',
  "doesn't exist",
  'user not found',
  'mailbox not found',
  'recipient not found',
  'recipientnotfound',
  'invalid mailbox',
  'invalid recipient',
  'unknown recipient',
  'unknown address',
  'mailbox unavailable',
  'no mailbox here',
  "doesn't have a",
  'not a valid mailbox',
  'unrouteable address',
  'unroutable address',
  'recipient address rejected: access denied. as(',
  'address rejected: user',
  'no longer valid',
  "this user doesn't",
  'not our customer',
  'unknown or illegal alias',
  'no longer on server',
  'not a valid recipient',
  'recipient name is not recognized',
  'no such account',
  'destinataire invalide',
  'recipient unknown',
  'addressee unknown',
  'invalid address',
];

/** How they say that it exists and takes no mail any more. */
export const disabledMailboxWords: string[] = [
  'account is disabled',
  'account has been disabled',
  'mailbox is disabled',
  'account that you tried to reach is disabled',
  'account is inactive',
  'inactive email address',
  'mailbox is inactive',
];

/** How they say that the address's domain does not exist, or accepts no mail. */
export const noDomainWords: string[] = [
  'domain not found',
  'no such domain',
  "couldn't find any host named",
  'host or domain name not found',
  '(nullmx)',
  'null mx',
  'no mail host',
];

/** How they say that it is full. */
export const fullMailboxWords: string[] = [
  'over quota',
  'overquota',
  'quota exceeded for',
  'mailbox full',
  'mailbox is full',
  'out of storage',
  'exceeded storage',
  'mailbox quota',
  'mailbox size limit',
  'quotaexceeded',
  'user has exceeded',
  'disk quota',
  'inbox is full',
  'exceeded storage allocation',
  'mailfolder is over',
  'over the allowed quota',
  'mail box is full',
  'mailbox exceeds',
  'insufficient storage space',
  'not enough space',
  'not enough storage',
];
