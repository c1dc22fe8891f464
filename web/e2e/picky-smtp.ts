import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

interface PickySmtp {
  url: string;
  close(): Promise<void>;
}

/** Starts a mail server that discards every mail, and refuses addresses that begin with `refused`. */
export async function startPickySmtp(): Promise<PickySmtp> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => {});
    talk(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function talk(socket: Socket): void {
  let rest = '';
  let isBody = false;
  socket.setEncoding('utf8');
  socket.write('220 picky ESMTP\r\n');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (isBody && line !== '.') continue;
      const answer = isBody ? '250 2.0.0 Thrown away' : answerTo(line);
      isBody = answer.startsWith('354');
      socket.write(`${answer}\r\n`);
      if (answer.startsWith('221')) socket.end();
    }
  });
}

function answerTo(command: string): string {
  const verb = command.split(/[\s:]/, 1)[0]?.toUpperCase();
  if (verb === 'EHLO') return '250 picky';
  if (verb === 'RCPT' && command.includes('<refused')) return '550 5.1.1 Nobody here has that name';
  if (verb === 'DATA') return '354 Go on';
  return verb === 'QUIT' ? '221 2.0.0 Goodbye' : '250 2.0.0 Fine';
}
