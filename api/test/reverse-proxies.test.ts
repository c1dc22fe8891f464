import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { hashPassword } from '../src/accounts/passwords/password-hash.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { readEvents } from './event-stream.ts';
import { freePort } from './free-port.ts';
import { post } from './http.ts';
import { certificate, privateKey } from './localhost-certificate.ts';
import { runningServer } from './server.ts';

// The examples of operation/ in front of a server, with other ports and a certificate for localhost.
const example = (name: string) =>
  readFileSync(join(import.meta.dirname, '..', '..', 'operation', name), 'utf8');
const has = (program: string) =>
  ['/usr/sbin', '/usr/bin', '/usr/local/bin'].some((folder) => existsSync(join(folder, program)));

interface Ports {
  plain: number;
  secure: number;
  /** Where Postline listens. */
  server: number;
}

interface Proxy {
  args: (file: string) => string[];
  /** The example, with the values of this machine. */
  config: (folder: string, ports: Ports) => string;
}

/** Every change to an example must apply: otherwise another text than the example is tried. */
function changed(text: string, changes: [string, string][]): string {
  for (const [from] of changes) if (!text.includes(from)) throw new Error(`The example has no "${from}".`);
  return changes.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

const proxies: Record<string, Proxy> = {
  nginx: {
    args: (file) => ['-e', 'stderr', '-c', file],
    config: (folder, { plain, secure, server }) => {
      const site = changed(example('nginx.conf'), [
        ['listen 80;', `listen 127.0.0.1:${plain};`],
        ['listen 443 ssl', `listen 127.0.0.1:${secure} ssl`],
        ['127.0.0.1:5000', `127.0.0.1:${server}`],
        ['mail.example.org;', 'localhost;'],
        ['/etc/letsencrypt/live/mail.example.org', folder],
      ]);
      const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        (name) => `${name}_temp_path ${folder}/${name};`,
      );
      const user = process.getuid?.() === 0 ? 'user root;' : '';
      return `daemon off; ${user} pid ${folder}/pid; events {} http { access_log off; ${paths.join(' ')}\n${site}}`;
    },
  },
  caddy: {
    args: (file) => ['run', '--adapter', 'caddyfile', '--config', file],
    config: (folder, { plain, secure, server }) => {
      const site = changed(example('Caddyfile'), [
        [
          'mail.example.org {',
          `https://localhost:${secure} {\n\ttls ${folder}/fullchain.pem ${folder}/privkey.pem`,
        ],
        ['127.0.0.1:5000', `127.0.0.1:${server}`],
      ]);
      return `{\n\tadmin off\n\thttp_port ${plain}\n\thttps_port ${secure}\n}\n${site}`;
    },
  },
};

/** Starts a proxy in front of Postline and returns its https address. */
async function started(name: string, server: number): Promise<Ports & { url: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'postline-proxy-'));
  const ports = { plain: await freePort(), secure: await freePort(), server };
  writeFileSync(join(folder, 'fullchain.pem'), certificate);
  writeFileSync(join(folder, 'privkey.pem'), privateKey, { mode: 0o600 });
  const file = join(folder, 'config');
  writeFileSync(file, proxies[name]!.config(folder, ports));
  const PATH = `${process.env.PATH}:/usr/sbin`;
  const child = spawn(name, proxies[name]!.args(file), {
    env: { PATH, HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  onTestFinished(async () => {
    const gone = once(child, 'exit');
    if (child.exitCode === null && child.kill('SIGTERM')) await gone;
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `https://localhost:${ports.secure}`;
  while (!(await fetch(`${url}/healthz`).catch(() => null))) {
    if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`);
    await sleep(50);
  }
  return { ...ports, url };
}

function trustLocalhost(): void {
  const usual = getCACertificates('default');
  setDefaultCACertificates([...usual, certificate]);
  onTestFinished(() => setDefaultCACertificates(usual));
}

test('systemd accepts the units', ({ skip }) => {
  if (!has('systemd-analyze')) skip('systemd-analyze is not installed.');
  const units = ['postline-server.service', 'postline-worker@.service'].map((name) =>
    join(import.meta.dirname, '..', '..', 'operation', name),
  );
  const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...units], {
    encoding: 'utf8',
  });
  expect(
    `${stdout}${stderr}`
      .split('\n')
      .filter((line) => line.includes('postline-') && !line.includes('is not executable')),
  ).toEqual([]);
});

test.for(Object.keys(proxies))('all that people and programs do goes through %s', async (name, { skip }) => {
  if (!has(name)) skip(`${name} is not installed: apt-get install ${name}.`);
  trustLocalhost();
  const { url: plainUrl } = await runningServer({ trustProxy: '1' }, { baseUrl: 'https://localhost' });
  const { url, plain } = await started(name, Number(new URL(plainUrl).port));
  const owner = await build.user({ passwordHash: await hashPassword('long enough') });
  const { id } = await build.mailing({ owner, people: 2 });
  const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { launchSend } = await as(owner).ask(LAUNCH, { id });

  const variables = { input: { email: owner.email, password: 'long enough' } };
  const query = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
  // A client cannot choose the address that its guesses are counted for.
  const login = await post(
    url,
    { query, variables },
    { 'x-forwarded-for': '203.0.113.7', origin: 'https://localhost' },
  );
  expect(login.data).toEqual({ login: { id: String(owner.id) } });
  const [cookie] = login.headers.getSetCookie();
  expect(cookie).toMatch(/; Secure/i);
  const session = { cookie: cookie!.split(';')[0]!, origin: 'https://localhost' };
  const { data } = await post(url, { query: '{ sessions { network } }' }, session);
  expect(data).toEqual({ sessions: [{ network: '127.0.0.1' }] });

  const stop = new AbortController();
  const subscription = 'subscription ($id: ID!) { mailingRun(id: $id) { status } }';
  const events = readEvents(url, {
    query: subscription,
    variables: launchSend,
    headers: session,
    signal: stop.signal,
  });
  // It comes at once, though the stream goes on.
  expect((await events.next()).value).toMatchObject({ data: { mailingRun: { status: 'RUNNING' } } });
  stop.abort();

  const people = `email\n${'somebody@example.com\n'.repeat(300_000)}`;
  const upload = await fetch(`${url}/uploads?name=people.csv`, {
    method: 'POST',
    headers: session,
    body: people,
  });
  expect({ status: upload.status, size: people.length > 6_000_000 }).toEqual({ status: 201, size: true });

  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  const moved = await fetch(`http://localhost:${plain}/mailings`, { redirect: 'manual' });
  expect(moved.headers.get('location')).toMatch(/^https:\/\/localhost.*\/mailings$/);
});
