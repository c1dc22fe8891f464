import type { ReplyReason } from '../platform/smtp/reply-reasons.ts';

/** Why a run is paused until it is tried again: at what the SMTP server refuses it, or why its mails cannot be made. */
export interface Refusal {
  cause: 'CONNECT' | 'TLS' | 'GREETING' | 'LOGIN' | 'MAIL_FROM' | 'LOST' | 'UNPREPARABLE' | ReplyReason;
  /** The words of the server, or of the error. */
  reply: string;
  /** The server will not think better of it by itself, such as a wrong password. */
  permanent: boolean;
}
