/**
 * Tells one LINE account, in words that are the same for everybody, that it is time to look. `retryKey` is a UUID that
 * stays the same for every try of one telling, also after a crash: LINE then tells once.
 *
 * `quota`: so much of the month's messages is used that the rest is for reporters. `failed`: not sent, or not known to be.
 * Never rejects; what went wrong is logged without the account.
 */
export type PushAlert = (push: { to: string; retryKey: string }) => Promise<'sent' | 'quota' | 'failed'>;
