import type { Settings } from './settings.ts';

/** Undefined when there is no mail server, or no sender for it. */
export function mailOf({
  SMTP_URL,
  SMTP_FROM,
}: Pick<Settings, 'SMTP_URL' | 'SMTP_FROM'>): { url: string; from: string } | undefined {
  if (!SMTP_URL) return undefined;
  const user = decodeURIComponent(new URL(SMTP_URL).username);
  const from = SMTP_FROM ?? (user.includes('@') ? user : undefined);
  return from === undefined ? undefined : { url: SMTP_URL, from };
}
