import type { Request, RequestHandler, Response } from 'express';

/** A rendered page, for one visitor and later ones. */
export interface MadePage {
  status: number;
  headers: [name: string, value: string][];
  body: string;
}

/**
 * Lets a handler render a page, and captures it instead of sending it. Rejects if it renders none, or if the
 * visitor leaves meanwhile.
 */
export function capturePage(pages: RequestHandler, req: Request, res: Response): Promise<MadePage> {
  const { write, end, writeHead } = res;
  const chunks: Buffer[] = [];
  const take = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array)
      chunks.push(Buffer.from(chunk as Uint8Array));
  };
  const giveBack = () => Object.assign(res, { write, end, writeHead });
  return new Promise<MadePage>((resolve, reject) => {
    res.once('close', () => reject(new Error('The visitor has left.')));
    Object.assign(res, {
      writeHead(status: number, headers: Record<string, string> = {}) {
        res.statusCode = status;
        for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
        return res;
      },
      write(chunk: unknown) {
        take(chunk);
        return true;
      },
      end(chunk?: unknown) {
        take(chunk);
        const headers = Object.entries(res.getHeaders()).map(
          ([name, value]) => [name, String(value)] as [string, string],
        );
        resolve({ status: res.statusCode, headers, body: Buffer.concat(chunks).toString() });
        return res;
      },
    });
    pages(req, res, (error?: unknown) => reject(error ?? new Error('There is no such page.')));
  }).finally(giveBack);
}
