/** An HTTP response that has been read; for JSON, with GraphQL's data and errors. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string; requestId?: string; retryAt?: string } }[];
}

export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, text, ...(isJson ? JSON.parse(text) : {}) };
}

/** Posts to a server's GraphQL endpoint: text as it is, anything else as JSON. */
export const post = async (url: string, body: unknown, headers: Record<string, string> = {}) =>
  answerOf(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
