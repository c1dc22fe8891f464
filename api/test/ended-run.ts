import type { User } from '../src/accounts/user.entity.ts';
import type { RecordedState } from '../src/runs/delivery.entity.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { endRun } from './end-run.ts';

const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id deliveries { nodes { id recipient { id } } } } }`;

interface EndedRun {
  owner: User;
  mailingId: number;
  runId: string;
  /** The numbers of its deliveries, in the order of the states. */
  ids: string[];
}

/** A run that has ended, with a delivery in each of these states. */
export async function endedRun(states: RecordedState[]): Promise<EndedRun> {
  const owner = await build.user();
  const { id: mailingId } = await build.mailing({ owner, people: states.length });
  const { launchSend: run } = await as(owner).ask(LAUNCH, { input: { mailingId } });
  const deliveries: { id: string; recipient: { id: string } }[] = run.deliveries.nodes;
  await endRun(
    run.id,
    Object.fromEntries(deliveries.map(({ recipient }, at) => [recipient.id, states[at]!])),
  );
  return { owner, mailingId, runId: run.id, ids: deliveries.map(({ id }) => id) };
}
