import { type RefusedTry, RefusedTries } from '../refused-tries.ts';
import type { SendingServer, ServerState } from './sending-server.ts';
import type { ServerSet } from './server-set.ts';

/** A server as one run sees it, which it may refuse although others go over it. */
export interface Route {
  readonly server: SendingServer;
  state: ServerState;
  tries: RefusedTries;
  /** Number of mails of the run that its connections have fetched and that have no outcome. */
  onWire: number;
}

interface RoutedRun {
  runId: number;
  isProbing: boolean;
  /** Whether whatever a server refuses waits if no other is left; if not, only what it refuses of the sender. */
  waitsForServer: boolean;
}

interface Fetched {
  server: SendingServer | null;
}

/** The servers that a run can go over, and what each has refused of it. */
export class RunRoutes {
  readonly #servers: ServerSet;
  readonly #runId: number;
  readonly #waits: boolean;
  readonly #routes: Route[];

  constructor(servers: ServerSet, { runId, isProbing, waitsForServer }: RoutedRun) {
    this.#servers = servers;
    this.#runId = runId;
    this.#waits = waitsForServer;
    this.#routes = servers.all.map((server) => ({
      server,
      state: 'OPEN',
      tries: new RefusedTries({ isProbing }),
      onWire: 0,
    }));
    this.follow();
    // A run that was begun is to be tried, whatever refused it before.
    if (!this.canGo) for (const route of this.#routes) if (route.state === 'PAUSED') probe(route);
  }

  get all(): readonly Route[] {
    return this.#routes;
  }

  at(server: SendingServer): Route {
    return this.#routes.find((route) => route.server === server)!;
  }

  /**
   * Takes over what other workers have found out. Returns the routes that are left out since, and may hold
   * refused mails.
   */
  follow(): Route[] {
    if (this.#servers.isSingle) return [];
    const rows = this.#servers.refusalsOf(this.#runId);
    for (const route of this.#routes) {
      const row = rows.find(({ serverId }) => serverId === route.server.id);
      if (row && !row.isOver) route.state = 'PAUSED';
      else if (route.state === 'PAUSED' || (row && isFresh(route))) probe(route);
    }
    return this.#routes.filter((route) => isLeftOut(route) && route.tries.count > 0);
  }

  /** Whether a server is left that mails can go over. */
  get canGo(): boolean {
    return this.#routes.some((route) => this.#isUsable(route));
  }

  /** Whether another server than this one is left for what this one refuses. */
  hasOther(server: SendingServer): boolean {
    const isLeft = (route: Route) => (this.#waits ? !isLeftOut(route) : isOpen(route));
    return this.#routes.some((route) => route.server !== server && isLeft(route));
  }

  /** Whether what a server refuses waits for another, or for this one to come back. */
  canWait(server: SendingServer): boolean {
    return this.#waits || this.hasOther(server);
  }

  /** A connection of a server has fetched a mail. */
  fetched(mail: Fetched, server: SendingServer): void {
    mail.server = server;
    server.onWire++;
    server.given++;
    this.at(server).onWire++;
  }

  /** A mail has its outcome, or was put back. */
  settled(mail: Fetched): void {
    const { server } = mail;
    mail.server = null;
    if (!server) return;
    server.onWire--;
    this.at(server).onWire--;
  }

  /** Whether a server can still be used for a mail that it has fetched and not begun to send. */
  isLeft(server: SendingServer): boolean {
    return !isLeftOut(this.at(server));
  }

  /** A server lacks SMTPUTF8. Returns whether another is left that may offer it. */
  offersElsewhere(server: SendingServer): boolean {
    server.noticeNoUtf8();
    return this.mayOfferUtf8;
  }

  /** Whether every server that is left is only tested with a single mail. */
  get isProbing(): boolean {
    const usable = this.#routes.filter((route) => this.#isUsable(route));
    return usable.length > 0 && usable.every(({ tries }) => tries.isProbing);
  }

  /** Number of mails of the run that may be on the wire. */
  get window(): number {
    return this.#routes.reduce((sum, route) => sum + (this.#isUsable(route) ? route.tries.window : 0), 0);
  }

  /** Number of refused mails that are not recorded yet. */
  get refused(): number {
    return this.#routes.reduce((sum, { tries }) => sum + tries.count, 0);
  }

  /**
   * Whether a connection to a server may fetch one more mail of the run. A mail that needs SMTPUTF8 waits for a
   * server that may offer it.
   */
  hasRoomAt(server: SendingServer, needsUtf8: boolean): boolean {
    const route = this.at(server);
    if (!this.#isUsable(route) || !server.hasRoom) return false;
    if (needsUtf8 && server.lacksUtf8 && this.mayOfferUtf8) return false;
    return route.onWire < route.tries.window;
  }

  /** Removes and returns all refused mails. */
  takeRefused(): RefusedTry[] {
    return this.#routes.flatMap(({ tries }) => tries.takeAll());
  }

  /** Whether a server is left that is not known to lack SMTPUTF8. */
  get mayOfferUtf8(): boolean {
    return this.#routes.some((route) => !isLeftOut(route) && !route.server.lacksUtf8);
  }

  /** A server of weight 0 is used while no other can be. */
  #isUsable(route: Route): boolean {
    if (isLeftOut(route)) return false;
    return route.server.weight > 0 || !this.#routes.some((other) => isOpen(other) && other.server.weight > 0);
  }
}

/** Nothing has gone over it yet that could show more than what is stored. */
const isFresh = ({ state, onWire, tries }: Route) => state === 'OPEN' && onWire === 0 && tries.count === 0;
const isLeftOut = ({ server, state }: Route) => server.state === 'PAUSED' || state === 'PAUSED';
const isOpen = ({ server, state }: Route) => server.state === 'OPEN' && state === 'OPEN';

function probe(route: Route): void {
  route.state = 'PROBING';
  route.tries = new RefusedTries({ isProbing: true });
}
