/**
 * How servers refuse a sender's address, name or identity: in lower case, with single spaces. Some also say that
 * it does not exist, which is nothing about the recipient.
 */
export const refusedSenderWords: string[] = [
  'sender verif',
  'sender address',
  'address of sender',
  'domain of sender',
  'your from ',
  'your sender',
  'your helo',
  'message-id is',
  'sender address rejected',
  'sender rejected',
  'sender domain',
  'sender not allowed',
  'address is not verified',
  'domain is not verified',
  'not verified',
  'not authorized to send',
  'not allowed to send as',
  'not owned by user',
  'verify a valid sender',
];

/** How they refuse to pass mail on, or want a log-in first. */
export const deniedRelayWords: string[] = [
  'relaying denied',
  'relaying is denied',
  'relay access denied',
  'unable to relay',
  'relay not permitted',
  'not permitted to relay',
  'relaying not allowed',
  'authentication required',
  'authentication is required',
  'not authenticated to send',
  'must be authenticated',
  'client host rejected',
];
