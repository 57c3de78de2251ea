/** One message to one address, in plain text. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** What its header says; left out: now, and a random id. */
  date?: Date;
  id?: string;
}

/** Resolves to whether the mail server took it. Never rejects; what went wrong is logged without the address. */
export type SendMail = (mail: Mail) => Promise<boolean>;
