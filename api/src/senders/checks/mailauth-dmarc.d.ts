declare module 'mailauth/lib/dmarc/get-dmarc-record.js' {
  /** Returns the record that applies to a domain, by the tree walk of RFC 9989; false if there is none. */
  export default function getDmarcRecord(
    domain: string,
    resolver: (name: string, type: string) => Promise<unknown>,
  ): Promise<{ rr: string; recordDomain: string } | false>;
}
