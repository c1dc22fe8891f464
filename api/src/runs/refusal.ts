import type { ReplyReason } from '../platform/smtp/reply-reasons.ts';

/**
 * Why a run is paused until it is retried: where the SMTP server refuses it, or why its mails cannot be
 * rendered.
 */
export interface Refusal {
  cause:
    | 'CONNECT'
    | 'TLS'
    | 'GREETING'
    | 'LOGIN'
    | 'MAIL_FROM'
    | 'LOST'
    | 'REPLY_LOST'
    | 'UNPREPARABLE'
    | ReplyReason;
  /** The server's reply or the error's message. */
  reply: string;
  /** The refusal will not end by itself, for example because of a wrong password. */
  permanent: boolean;
}
