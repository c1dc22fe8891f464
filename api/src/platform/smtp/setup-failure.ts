import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import { type SmtpFailure, type SmtpOutcome, type UntouchedCause, untouchedOutcome } from './smtp-outcome.ts';

/** Returns why a connection did not get to its first mail, except for failures to log in. */
export function setupFailure(failure: SmtpFailure, connection: SMTPConnection): SmtpOutcome {
  return untouchedOutcome(failure, causeOf(failure, connection), isCertificateFailure(failure));
}

function causeOf(failure: SmtpFailure, connection: SMTPConnection): UntouchedCause {
  const { code, originalCode = '', timeoutType } = failure;
  if (code === 'ETLS' || timeoutType === 'UPGRADE_TIMEOUT' || connection.upgrading) return 'TLS';
  if (code === 'EDNS' || timeoutType === 'CONNECT_TIMEOUT') return 'CONNECT';
  if (connection.stage === 'connected') return 'GREETING';
  // Before the greeting with implicit TLS: errors of the system are about the connection, all others about
  // TLS.
  return connection.secureConnection && !/^E[A-Z]+$/.test(originalCode) ? 'TLS' : 'CONNECT';
}

/** Retrying does not help with a bad certificate. */
const isCertificateFailure = ({ originalCode = '' }: SmtpFailure) => /CERT|^UNABLE_TO_/.test(originalCode);
