import { LeasedWorker, usualLeaseTimes, type LeasedParts } from '../../leased-worker.ts';
import { claimChange, releaseChange, type ClaimedChange } from './claim-change.ts';
import { runChange } from './run-change.ts';

/** Works on changes of many recipients as they come, alongside other workers. */
export class ChangeWorker extends LeasedWorker<ClaimedChange> {
  constructor({ orm, log, cache, times = usualLeaseTimes }: LeasedParts) {
    super({
      log,
      cache,
      times,
      what: 'change',
      claim: () => claimChange(orm.em.fork(), times),
      run: (claimed, signal) => runChange(claimed, { orm, leaseSeconds: times.leaseSeconds, signal }),
      release: (claimed) => releaseChange(orm.em.fork(), claimed),
    });
  }
}
