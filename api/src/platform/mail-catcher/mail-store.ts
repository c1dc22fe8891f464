/** A mail as it was received; it is not parsed before somebody opens it. */
export interface CaughtMail {
  id: number;
  receivedAt: Date;
  /** The envelope (RFC 5321): the actual sender and recipients. An empty sender is the null path. */
  from: string;
  to: string[];
  raw: Buffer;
}

export interface StoredMails {
  /** Number of mails received since the catcher was first started; ids count up to it. */
  received: number;
  /** Oldest first. */
  mails: CaughtMail[];
}

/** The newest mails, limited by number and bytes. */
export class MailStore implements StoredMails {
  received: number;
  mails: CaughtMail[];
  /** Called after each change. */
  onChange = () => {};
  private bytes: number;

  constructor(stored: StoredMails) {
    this.received = stored.received;
    this.mails = stored.mails;
    this.bytes = this.mails.reduce((sum, mail) => sum + mail.raw.length, 0);
  }

  add(mail: Omit<CaughtMail, 'id'>): void {
    this.received += 1;
    this.mails.push({ id: this.received, ...mail });
    this.bytes += mail.raw.length;
    while (this.mails.length > maxMails || this.bytes > maxBytes)
      this.bytes -= this.mails.shift()!.raw.length;
    this.onChange();
  }

  find(id: number): CaughtMail | undefined {
    return this.mails.find((mail) => mail.id === id);
  }

  clear(): void {
    this.mails = [];
    this.bytes = 0;
    this.onChange();
  }
}

const maxMails = 1000;
const maxBytes = 64 * 1024 * 1024;
