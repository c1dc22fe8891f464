import type { CommandContext, ExitCode } from '../command-line/command-line.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Locale } from '../language/locale.ts';
import { textOf } from '../language/text.ts';
import type { MailingRun } from '../runs/mailing-run.entity.ts';
import type { ClaimedDelivery } from './worker/claim-deliveries.ts';
import type { Result } from './worker/write-ledger.ts';

/**
 * What `send_mailing` prints, in the words of the services that Postline replaces: nothing at verbosity 0;
 * beginning, errors and end at 1; every recipient at 2; the server's replies and Message-IDs at 3.
 */
export function reportSending(
  { print, notify, verbosity, locale }: CommandContext,
  { mailingId, isLastTry }: { mailingId: number; isLastTry: boolean },
) {
  return {
    begun(run: MailingRun): void {
      if (verbosity >= 1) notify('CLI_SENDING', { id: mailingId, count: run.pending });
    },

    /** Prints when the allowed hours begin, in the mailing's zone, if the run waits for them. */
    waiting({ opensAt }: MailingRun, timeZone: string): void {
      const until = new Intl.DateTimeFormat(locale === 'RU' ? 'ru' : 'en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short',
        timeZone,
      });
      notify('CLI_WAITS', { until: `${until.format(opensAt!)} (${timeZone})` });
    },

    recorded({ email }: ClaimedDelivery, { state, reply, messageId }: Result): void {
      if (state === 'SKIPPED' || state === 'UNKNOWN') return;
      if (state === 'SENT') {
        if (verbosity >= 2) notify('CLI_SENT', { email });
      } else if (verbosity >= 1) {
        notify(state === 'DEFERRED' && !isLastTry ? 'CLI_DEFERRED' : 'CLI_FAILED', { email, reply });
      }
      if (verbosity === 3) print(`    ${[reply, messageId && `<${messageId}>`].filter(Boolean).join(' ')}`);
    },

    /**
     * `run` is null if the command was stopped before the run ended. Throws UNAVAILABLE with the reason if the run
     * is paused because it is refused.
     */
    ended(run: MailingRun | null): ExitCode {
      if (verbosity >= 1) print('');
      if (!run) {
        notify('CLI_HANDED_OVER', { id: mailingId });
        return 75;
      }
      if (run.finishedAt) notify('CLI_DONE', { id: mailingId, sent: run.sent, failed: run.failed });
      if (run.skipped > 0) notify('CLI_SKIPPED', { count: run.skipped });
      if (run.unknown > 0) notify('CLI_UNKNOWN', { count: run.unknown });
      if (!run.finishedAt) throw refused(run, locale);
      return 0;
    },
  };
}

function refused({ pauseCause, pauseMessage, pending, deferred }: MailingRun, locale: Locale): DomainError {
  const reason = textOf(locale, `SMTP_${pauseCause!}`, { detail: pauseMessage ?? '' });
  return new DomainError('UNAVAILABLE', {
    key: 'CLI_REFUSED',
    params: { count: pending + deferred, reason },
  });
}
