/** What a reply is about: the address, the mail, the sender's reputation, or the server's state. */
export type ReplyKind =
  | 'NO_MAILBOX'
  | 'MAILBOX_FULL'
  | 'GREYLISTED'
  | 'RATE'
  | 'POLICY'
  | 'CONTENT'
  | 'BUSY'
  | 'UNKNOWN';

/** Why the server refuses, as far as its words tell; each reason has a text that says what to do. */
export type ReplyReason =
  | ReplyKind
  | 'QUOTA'
  | 'UNAUTHENTICATED'
  | 'NO_PTR'
  | 'SPF'
  | 'DKIM'
  | 'NO_DMARC'
  | 'NOT_ALIGNED'
  | 'NO_TLS'
  | 'BLOCKLISTED'
  | 'REPUTATION'
  | 'RELAY_DENIED'
  | 'SENDER_REFUSED'
  | 'TOO_LARGE';

export interface ReplyRule {
  reason: ReplyReason;
  kind: ReplyKind;
  /** Why there is no mailbox, if the rule tells: its domain does not exist, or it was closed. */
  detail?: 'DOMAIN' | 'DISABLED';
  /** First digits of the replies that it applies to. */
  classes: '4' | '5' | '45';
  /** Enhanced status codes (RFC 3463) without their class. */
  codes?: string[];
  /** Parts of replies in lower case, with single spaces. */
  words?: string[];
}
