import { LeasedWorker, usualLeaseTimes, type LeasedParts } from '../../leased-worker.ts';
import { claimImport, releaseImport, type ClaimedImport } from './claim-import.ts';
import { runImport } from './run-import.ts';

/** Works on imports as they come, alongside other workers. */
export class ImportWorker extends LeasedWorker<ClaimedImport> {
  constructor({ orm, log, cache, times = usualLeaseTimes }: LeasedParts) {
    super({
      log,
      cache,
      times,
      what: 'import',
      claim: () => claimImport(orm.em.fork(), times),
      run: (claimed, signal) => runImport(claimed, { orm, log, leaseSeconds: times.leaseSeconds, signal }),
      release: (claimed) => releaseImport(orm.em.fork(), claimed),
    });
  }
}
