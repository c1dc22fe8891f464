const MOST_CHARACTERS = 20_000;
const PATIENCE = 5000;

/**
 * Fetches text from a URL of Amazon SNS without following redirects. Throws if it fails or takes too long.
 */
export async function askAmazon(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok || !response.body) throw new Error(`Amazon has answered ${response.status}.`);
  let text = '';
  for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {
    text += piece;
    if (text.length > MOST_CHARACTERS) throw new Error('Amazon has answered too much.');
  }
  return text;
}
