import { performance } from 'node:perf_hooks';
import type { MikroORM } from '@mikro-orm/postgresql';

/** The results of repeated requests. */
interface Figure {
  p50: number;
  p95: number;
  /** Of the baseline, measured in turn with it. */
  baseline: number;
  statements: number;
}

interface Work {
  times: number;
  work: () => Promise<unknown>;
  baseline: () => Promise<unknown>;
}

/**
 * Measures the milliseconds that work takes, in turn with the baseline, after one run that is not counted;
 * and the statements that it sends.
 */
export async function measure(orm: MikroORM, { times, work, baseline }: Work): Promise<Figure> {
  const statements = await countStatements(orm, work);
  const [taken, beside]: number[][] = [[], []];
  for (let round = 0; round < times; round++) {
    beside!.push(await timeOf(baseline));
    taken!.push(await timeOf(work));
  }
  return {
    p50: quantile(taken!, 0.5),
    p95: quantile(taken!, 0.95),
    baseline: quantile(beside!, 0.5),
    statements,
  };
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

function quantile(times: number[], share: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)]!;
}

async function countStatements(orm: MikroORM, work: () => Promise<unknown>): Promise<number> {
  let statements = 0;
  const logger = orm.config.getLogger();
  const isEnabled = logger.isEnabled.bind(logger);
  const logQuery = logger.logQuery.bind(logger);
  logger.isEnabled = (namespace, context) => namespace === 'query' || isEnabled(namespace, context);
  logger.logQuery = () => void statements++;
  await work();
  Object.assign(logger, { isEnabled, logQuery });
  return statements;
}
