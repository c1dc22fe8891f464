import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import { onTestFinished } from 'vitest';
import { DnsLookup } from '../src/platform/dns/dns-lookup.ts';

/** The records of a name, by type. SERVFAIL and SILENT are what the server does instead. */
export type Zone = Record<
  string,
  Partial<Record<'TXT' | 'MX' | 'A' | 'AAAA' | 'PTR' | 'CNAME', string[]>> | 'SERVFAIL' | 'SILENT'
>;

interface FakeDns {
  dns: DnsLookup;
  server: string;
  /** Every query, such as `TXT _dmarc.example.org`. */
  asked: string[];
}

/**
 * Starts a DNS server on this machine that knows one zone, and look-ups that use it; closed when the test
 * ends.
 */
export async function fakeDns(zone: Zone): Promise<FakeDns> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  const known = new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase(), records]));
  socket.on('message', (message, { port, address }) => {
    const query = dnsPacket.decode(message);
    const name = query.questions?.[0]?.name.toLowerCase() ?? '';
    const records = known.get(name);
    asked.push(`${query.questions?.[0]?.type} ${name}`);
    if (records !== 'SILENT') socket.send(dnsPacket.encode(responseTo(query, records, known)), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const server = `127.0.0.1:${socket.address().port}`;
  return { server, asked, dns: new DnsLookup({ servers: [server], timeout: 200 }) };
}

function responseTo(
  query: Packet,
  records: Zone[string] | undefined,
  known: Map<string, Zone[string]>,
): Packet {
  const { name = '', type = 'A' } = query.questions?.[0] ?? {};
  const [target] = type === 'CNAME' ? [] : valuesOf(records, 'CNAME');
  if (target !== undefined) return throughAlias(query, { name, type, target, records: known.get(target) });
  const rcode = rcodeOf(records);
  return {
    type: 'response',
    id: query.id!,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | rcode,
    questions: query.questions!,
    answers: valuesOf(records, type).map((value) => answerOf(name, type, value)),
  };
}

interface Alias {
  name: string;
  type: string;
  target: string;
  /** The records of the name that it is an alias of. */
  records: Zone[string] | undefined;
}

/** As a resolver answers: the alias, and what is found where it leads. */
function throughAlias(query: Packet, { name, type, target, records }: Alias): Packet {
  const alias = { name, ttl: 1, class: 'IN' as const, type: 'CNAME' as const, data: target };
  const response = responseTo(
    { ...query, questions: [{ name: target, type: type as 'TXT' }] },
    records,
    new Map(),
  );
  return { ...response, questions: query.questions!, answers: [alias, ...response.answers!] };
}

const valuesOf = (records: Zone[string] | undefined, type: string): string[] =>
  typeof records === 'object' ? (records[type as 'TXT'] ?? []) : [];

const rcodeOf = (records: Zone[string] | undefined) =>
  records === undefined ? NO_SUCH_NAME : records === 'SERVFAIL' ? SERVER_FAILURE : 0;

const NO_SUCH_NAME = 3;
const SERVER_FAILURE = 2;

function answerOf(name: string, type: string, value: string): Answer {
  const base = { name, ttl: 1, class: 'IN' as const };
  if (type === 'TXT') return { ...base, type: 'TXT', data: value.match(/.{1,255}/gs) ?? [''] };
  if (type === 'MX') return { ...base, type: 'MX', data: { preference: 10, exchange: value } };
  return { ...base, type: type as 'A', data: value };
}
