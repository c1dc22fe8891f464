import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail } from './run-mails.ts';
import type { SendingServer } from './servers/sending-server.ts';

/** A mail that is announced: its commands may go out, its content once the announcement is committed. */
export interface AnnouncedMailOf<Run> {
  run: Run;
  delivery: ClaimedDelivery;
  mail: Mail;
  /** Resolves with true when the announcement is committed, or with false if the mail must not go out. */
  mayLeave: Promise<boolean>;
  /** Position among the mails of the run that this worker has announced. */
  place: number;
  /** The server whose connection has fetched it. */
  server: SendingServer | null;
}
