import { connect } from 'node:net';

// talk-smtp.mjs PORT CONNECTIONS BYTES: opens so many connections, says EHLO on each, and sends a mail of so many
// bytes, without an end, over the first. Prints the first lines of each connection, and the last of the first.
const [port, connections, bytes] = process.argv.slice(2).map(Number);
const steps = ['EHLO a.example', 'MAIL FROM:<a@b.co>', 'RCPT TO:<b@example.org>', 'DATA'];

function converse(index) {
  const replies = [];
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const count = index === 0 && bytes > 0 ? steps.length : 1;
    const flood = () => {
      const piece = Buffer.alloc(65_536, `${'x'.repeat(70)}\r\n`);
      let sent = 0;
      const write = () => {
        if (socket.destroyed || sent > bytes) return;
        sent += piece.length;
        socket.write(piece, write);
      };
      write();
    };
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const reply = String(data).trimEnd().split('\r\n').at(-1).slice(0, 3);
      replies.push(reply);
      if (reply === '354') flood();
      else if (replies.length <= count && reply !== '421') socket.write(`${steps[replies.length - 1]}\r\n`);
      else if (index > 0 || bytes === 0) resolve({ replies, socket });
    });
    socket.on('close', () => resolve({ replies, socket }));
  });
}

const talks = await Promise.all(Array.from({ length: connections }, (_, index) => converse(index)));
for (const { socket } of talks) socket.destroy();
process.stdout.write(JSON.stringify(talks.map(({ replies }) => replies.join(' '))));
