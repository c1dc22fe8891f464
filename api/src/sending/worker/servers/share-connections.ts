import type { SendingServer } from './sending-server.ts';

/**
 * Divides the connections that all processes together may open among the servers, by their weights: one for
 * each server that is tried again, none for one that is left out, and at least one for every other while there
 * are enough. Returns them by the server's number.
 */
export function shareConnections(most: number, servers: readonly SendingServer[]): Map<number, number> {
  const shares = new Map<number, number>(servers.map(({ id }) => [id, 0]));
  const give = ({ id }: SendingServer) => shares.set(id, shares.get(id)! + 1);
  const probing = servers.filter(({ state }) => state === 'PROBING');
  const open = servers
    .filter(({ state }) => state === 'OPEN')
    .toSorted((one, other) => other.weight - one.weight);
  const first = [...probing, ...open].slice(0, most);
  first.forEach(give);
  // One after the other to the server that is furthest below its share: the limit of one is the others' gain.
  for (let left = most - first.length; left > 0; left--) {
    const next = furthestBelow(open, shares);
    if (!next) break;
    give(next);
  }
  return shares;
}

function furthestBelow(
  servers: readonly SendingServer[],
  shares: ReadonlyMap<number, number>,
): SendingServer | undefined {
  const filled = ({ id, weight }: SendingServer) => shares.get(id)! / Math.max(weight, 0.001);
  const growing = servers.filter(({ id, mostConnections }) => shares.get(id)! < mostConnections);
  return growing.reduce<SendingServer | undefined>(
    (least, server) => (least === undefined || filled(server) < filled(least) ? server : least),
    undefined,
  );
}
