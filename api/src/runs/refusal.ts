/** What the SMTP server refuses to everybody. */
export interface Refusal {
  cause: 'CONNECT' | 'TLS' | 'GREETING' | 'LOGIN' | 'MAIL_FROM' | 'LOST' | 'BUSY';
  reply: string;
  /** The server will not think better of it by itself, such as a wrong password. */
  permanent: boolean;
}
