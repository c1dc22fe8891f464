import type { MikroORM } from '@mikro-orm/postgresql';
import type { Log } from '../../../platform/log.ts';
import { LeasedWorker, usualLeaseTimes, type LeaseTimes } from '../../leased-worker.ts';
import { claimChange, releaseChange, type ClaimedChange } from './claim-change.ts';
import { runChange } from './run-change.ts';

/** Works on changes of many recipients as they come, alongside other workers. */
export class ChangeWorker extends LeasedWorker<ClaimedChange> {
  constructor({ orm, log, times = usualLeaseTimes }: { orm: MikroORM; log: Log; times?: LeaseTimes }) {
    super({
      log,
      times,
      what: 'change',
      claim: () => claimChange(orm.em.fork(), times),
      run: (claimed, signal) => runChange(claimed, { orm, leaseSeconds: times.leaseSeconds, signal }),
      release: (claimed) => releaseChange(orm.em.fork(), claimed),
    });
  }
}
