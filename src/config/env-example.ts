import { SETTINGS, type SettingName } from './settings.ts';

const HEAD = `# Suetrong: every setting. Copy to .env and fill in what you need; trial mode (npm start) needs none of it.
# Production (NODE_ENV=production) refuses to start until the secrets and LINE settings are real.
# Made of src/config/settings.ts: npm run -s settings > .env.example`;

/** The text of `.env.example` (`npm run settings`): every setting with what it is for and its default. */
export function envExample(): string {
  const parts = Object.entries(SETTINGS).map(([name, setting]) => {
    const section = 'section' in setting ? `\n# == ${setting.section}\n` : '';
    return `${section}# ${setting.for}\n${name}=${defaultOf(name as SettingName)}`;
  });
  return `${HEAD}\n\n${parts.join('\n')}\n`;
}

function defaultOf(name: SettingName): string {
  const read = SETTINGS[name].is.safeParse(undefined);
  return String(read.data ?? '');
}

if (import.meta.main) process.stdout.write(envExample());
