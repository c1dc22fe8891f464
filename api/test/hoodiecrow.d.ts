declare module 'hoodiecrow-imap/lib/mimeparser.js' {
  interface ValueWithParameters {
    value: string;
    params: Record<string, string>;
  }

  export interface MimePart {
    parsedHeader: Record<string, unknown> & {
      'content-type': ValueWithParameters;
      'content-disposition'?: ValueWithParameters;
      from?: { name: string; address: string }[];
      to?: { name: string; address: string }[];
      subject?: string;
    };
    /** Of characters that stand for bytes; absent for a multipart. */
    body?: string;
    childNodes?: MimePart[];
  }

  /** Parses a mail as an IMAP server does that answers FETCH. */
  export default function parseMime(mail: Buffer): MimePart;
}
