import type { AccountMailTimes } from '../src/accounts/mails/send-account-mail.ts';
import type { LeaseTimes } from '../src/recipients/leased-worker.ts';
import type { CallTimes } from '../src/webhooks/calling/make-call.ts';
import type { WorkerTimes } from '../src/sending/worker/worker.ts';

/** Replaces minutes by parts of a second. */
export const quickTimes: WorkerTimes = {
  leaseSeconds: 1.5,
  retryDelays: [0.2, 0.2, 0.2],
  pulse: 100,
  grace: 3000,
};

export const quickMailTimes: AccountMailTimes = { pulse: 100, hold: 1.5, retryDelays: [0.2, 0.2, 0.2] };

export const quickLeaseTimes: LeaseTimes = { leaseSeconds: 1.5, pause: 50 };

export const quickCallTimes: CallTimes = { pulse: 100, timeout: 3000, delays: [0.2, 0.2, 0.2] };
