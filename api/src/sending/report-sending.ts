import type { CommandContext, ExitCode } from '../command-line/command-line.ts';
import type { MailingRun } from '../runs/mailing-run.entity.ts';
import type { ClaimedDelivery } from './worker/claim-deliveries.ts';
import type { Result } from './worker/write-ledger.ts';

/**
 * What `send_mailing` tells, in the words of the services before this one: nothing at 0; beginning, errors and end at 1;
 * every recipient at 2; the server's replies and Message-IDs at 3.
 */
export function reportSending(
  { print, say, verbosity }: CommandContext,
  { mailingId, isLastTry }: { mailingId: number; isLastTry: boolean },
) {
  return {
    begun(run: MailingRun): void {
      if (verbosity >= 1) say('CLI_SENDING', { id: mailingId, count: run.pending });
    },

    recorded({ email }: ClaimedDelivery, { state, reply, messageId }: Result): void {
      if (state === 'SKIPPED' || state === 'UNKNOWN') return;
      if (state === 'SENT') {
        if (verbosity >= 2) say('CLI_SENT', { email });
      } else if (verbosity >= 1) {
        say(state === 'DEFERRED' && !isLastTry ? 'CLI_DEFERRED' : 'CLI_FAILED', { email, reply });
      }
      if (verbosity === 3) print(`    ${[reply, messageId && `<${messageId}>`].filter(Boolean).join(' ')}`);
    },

    /** Null: it was stopped before its end. */
    ended(run: MailingRun | null): ExitCode {
      if (verbosity >= 1) {
        print('');
        if (!run) say('CLI_HANDED_OVER', { id: mailingId });
        else {
          say('CLI_DONE', { id: mailingId, sent: run.sent, failed: run.failed });
          if (run.skipped > 0) say('CLI_SKIPPED', { count: run.skipped });
          if (run.unknown > 0) say('CLI_UNKNOWN', { count: run.unknown });
        }
      }
      return run ? 0 : 75;
    },
  };
}
