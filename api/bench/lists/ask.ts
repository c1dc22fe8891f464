import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/** Sends an operation to a server and returns its data, of the shape of its query. Throws if it is refused. */
export function ask(
  url: string,
  cookie: string,
  operation: { query: string; variables?: object },
): Promise<ReturnType<typeof JSON.parse>> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', cookie };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(parts).toString());
        if (answer.errors) reject(new Error(JSON.stringify(answer.errors[0])));
        else resolve(answer.data);
      });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(operation));
  });
}
