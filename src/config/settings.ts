import { z } from 'zod';

const url = (protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const text = z.string().optional();

/**
 * Every environment variable the software reads: what it is for, and which values it takes (`is`; its default stands
 * there, its messages follow the name in an error). What depends on other settings is in `checks.ts`. `.env.example`
 * is made of this table (`npm run settings`), in this order.
 */
export const SETTINGS = {
  NODE_ENV: { for: 'production, or leave empty for trial mode on this machine', is: text },
  PROCESS: {
    for: 'all (one machine), or web / worker as separate processes; those two need MONGODB_URI',
    is: z.enum(['all', 'web', 'worker'], { message: 'must be all, web or worker' }).default('all'),
  },
  PORT: {
    for: 'The port to listen on; 0 takes a free one',
    is: z.coerce
      .number({ message: 'must be a number' })
      .int()
      .min(0)
      .max(65535, { message: 'must be a port from 0 to 65535' })
      .default(3000),
  },
  HOST: {
    for: 'Where the server listens: 127.0.0.1 in trial mode, and nothing else; 0.0.0.0 in production',
    is: text,
  },
  BASE_URL: {
    for: 'The address citizens use, https in production, for example https://suetrong.example.go.th',
    is: url(['http:', 'https:']).optional(),
  },
  TRUST_PROXY: {
    for: 'How many reverse proxies stand in front of the server (0 to 10)',
    is: z.coerce.number({ message: 'must be a number of proxies' }).int().min(0).max(10).default(0),
  },
  DATA_DIR: {
    for: 'The folder of the embedded database. Keep it on a local disk, outside the web root, and keep secrets out of it',
    is: z.string().default('./var'),
  },
  AGENCY_DIR: {
    for: 'The municipality’s own data: agency.yaml, policy.yaml, ita-<year>.yaml; data/mueang-phon when empty',
    is: text,
  },
  MONGODB_URI: {
    for: 'Use MongoDB instead of the embedded database, for example mongodb://127.0.0.1:27017/suetrong',
    is: url(['mongodb:', 'mongodb+srv:']).optional(),
  },
  MONGODB_TEST_URI: { for: 'Tests only: a MongoDB server on which the store contract runs', is: text },

  APP_SECRET: {
    section:
      'Secrets: at least 32 random signs each, all different, never in DATA_DIR. Make one with: openssl rand -base64 32',
    for: 'Seals inbox, drafts and sessions',
    is: text,
  },
  CODE_PEPPER: {
    for: 'Part of every tracking code. Losing it makes every code useless. Versions, newest first: 2:newsecret,1:oldsecret',
    is: text,
  },
  STAFF_PEPPER: { for: 'Part of every staff passphrase', is: text },
  INTEGRITY_KEY: { for: 'Authenticates key rings, sealed items and the table of recipients', is: text },
  RECOVERY_FINGERPRINT: {
    for: 'The fingerprint of the recovery key, six groups of four digits, as npm run setup printed it',
    is: z
      .string()
      .regex(/^(\d{4}[ -]?){6}$/, {
        message: 'must be six groups of four digits, as npm run setup printed them',
      })
      .optional(),
  },

  BACKUP_DIR: {
    section: 'Backups',
    for: 'Where npm run backup writes: a folder on another disk, outside DATA_DIR',
    is: text,
  },
  BACKUP_RECIPIENT: {
    for: 'The public key that backups are sealed to (age1pq1…), or the path of a file with it. npm run backup -- keygen makes one',
    is: text,
  },

  LINE_CHANNEL_SECRET: {
    section: 'LINE: from the LINE Developers console, a provider of its own (docs/operations.md)',
    for: 'Checks what comes from LINE: Basic settings, Channel secret',
    is: text,
  },
  LINE_CHANNEL_ACCESS_TOKEN: {
    for: 'Lets this server answer: Messaging API, Channel access token',
    is: text,
  },
  LINE_API_BASE_URL: {
    for: 'Another address for LINE’s API; in trial mode a loopback address talks to a test server',
    is: url(['http:', 'https:']).optional(),
  },
  LINE_DATA_API_BASE_URL: {
    for: 'The same for LINE’s API of files; LINE_API_BASE_URL when empty',
    is: url(['http:', 'https:']).optional(),
  },

  CLAMD_URL: {
    section: 'Services beside the server, each optional',
    for: 'ClamAV’s daemon: tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl',
    is: url(['tcp:', 'unix:']).optional(),
  },
  SMTP_URL: {
    for: 'Mail server for alerts to staff, for example smtps://user:password@mail.example.go.th (an @ in the user is written %40); smtp:// must offer STARTTLS, except on this machine',
    is: url(['smtp:', 'smtps:']).optional(),
  },
  SMTP_FROM: {
    for: 'The sender of alerts; left out when the user in SMTP_URL is an e-mail address',
    is: z.email({ message: 'must be an e-mail address, for example suetrong@example.go.th' }).optional(),
  },
  LOG_LEVEL: {
    for: 'debug, info, warn or error',
    is: z
      .enum(['debug', 'info', 'warn', 'error'], { message: 'must be debug, info, warn or error' })
      .default('info'),
  },
} as const satisfies Record<string, { section?: string; for: string; is: z.ZodType }>;

export type SettingName = keyof typeof SETTINGS;
/** The settings as read: each name with what its `is` makes of it. */
export type Settings = { [Name in SettingName]: z.infer<(typeof SETTINGS)[Name]['is']> };

/** Reads each setting by itself; an empty one is one left out. `problems` name the variable, never its value. */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): { settings: Settings } | { problems: string[] } {
  const names = Object.keys(SETTINGS) as SettingName[];
  const shape = z.object(Object.fromEntries(names.map((name) => [name, SETTINGS[name].is])));
  const read = shape.safeParse(
    Object.fromEntries(names.map((name) => [name, environment[name] || undefined])),
  );
  // The table is the type: what was read of it has its shapes.
  if (read.success) return { settings: read.data as Settings };
  return {
    problems: read.error.issues.map(
      (issue) => `${String(issue.path[0])} ${issue.message}. Mend it in .env or in the environment.`,
    ),
  };
}
