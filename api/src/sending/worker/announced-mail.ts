import type { ClaimedDelivery } from './claim-deliveries.ts';
import type { Mail } from './run-mails.ts';
import type { SendingServer } from './servers/sending-server.ts';

/** A mail whose announcement is committed: it may go on the wire. */
export interface AnnouncedMailOf<Run> {
  run: Run;
  delivery: ClaimedDelivery;
  mail: Mail;
  /** Position among the mails of the run that this worker has announced. */
  place: number;
  /** The server whose connection has fetched it. */
  server: SendingServer | null;
}
