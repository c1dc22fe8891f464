import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type SmtpFailure, type SmtpOutcome, type UntouchedCause, untouchedOutcome } from './smtp-outcome.ts';

/** Why a connection did not come to its first mail, logging in apart. */
export function setupFailure(failure: SmtpFailure, connection: SMTPConnection): SmtpOutcome {
  return untouchedOutcome(failure, causeOf(failure, connection), isCertificateFailure(failure));
}

function causeOf(failure: SmtpFailure, connection: SMTPConnection): UntouchedCause {
  const { code, originalCode = '', timeoutType } = failure;
  if (code === 'ETLS' || timeoutType === 'UPGRADE_TIMEOUT' || connection.upgrading) return 'TLS';
  if (code === 'EDNS' || timeoutType === 'CONNECT_TIMEOUT') return 'CONNECT';
  if (connection.stage === 'connected') return 'GREETING';
  // Before the greeting, with TLS from the first byte: the system speaks of the way there, everything else of TLS.
  return connection.secureConnection && !/^E[A-Z]+$/.test(originalCode) ? 'TLS' : 'CONNECT';
}

/** A certificate does not get better by asking again. */
const isCertificateFailure = ({ originalCode = '' }: SmtpFailure) => /CERT|^UNABLE_TO_/.test(originalCode);
