import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import dnsPacket, { type Answer, type Packet } from 'dns-packet';
import { onTestFinished } from 'vitest';
import { DnsLookup } from '../src/platform/dns/dns-lookup.ts';

/** What a name has, by type. SERVFAIL and SILENT are what the server does instead. */
export type Zone = Record<
  string,
  Partial<Record<'TXT' | 'MX' | 'A' | 'AAAA' | 'PTR', string[]>> | 'SERVFAIL' | 'SILENT'
>;

/** A DNS server on this machine that knows one zone, and look-ups that ask it alone; closed when the test ends. */
export async function fakeDns(zone: Zone): Promise<{ dns: DnsLookup; server: string }> {
  const socket = createSocket('udp4');
  const known = new Map(Object.entries(zone).map(([name, records]) => [name.toLowerCase(), records]));
  socket.on('message', (message, { port, address }) => {
    const query = dnsPacket.decode(message);
    const name = query.questions?.[0]?.name.toLowerCase() ?? '';
    const records = known.get(name);
    if (records !== 'SILENT') socket.send(dnsPacket.encode(responseTo(query, records)), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  const server = `127.0.0.1:${socket.address().port}`;
  return { server, dns: new DnsLookup({ servers: [server], timeout: 200 }) };
}

function responseTo(query: Packet, records: Zone[string] | undefined): Packet {
  const { name = '', type = 'A' } = query.questions?.[0] ?? {};
  const rcode = records === undefined ? NO_SUCH_NAME : records === 'SERVFAIL' ? SERVER_FAILURE : 0;
  const values = typeof records === 'object' ? (records[type as 'TXT'] ?? []) : [];
  return {
    type: 'response',
    id: query.id!,
    flags: dnsPacket.RECURSION_DESIRED | dnsPacket.RECURSION_AVAILABLE | rcode,
    questions: query.questions!,
    answers: values.map((value) => answerOf(name, type, value)),
  };
}

const NO_SUCH_NAME = 3;
const SERVER_FAILURE = 2;

function answerOf(name: string, type: string, value: string): Answer {
  const base = { name, ttl: 1, class: 'IN' as const };
  if (type === 'TXT') return { ...base, type: 'TXT', data: value.match(/.{1,255}/gs) ?? [''] };
  if (type === 'MX') return { ...base, type: 'MX', data: { preference: 10, exchange: value } };
  return { ...base, type: type as 'A', data: value };
}
