import { failureOf, type Failure, type LineAccount } from './account.ts';

/** What one look at the account found. Wording under `line-tool:check.<name>.<state>`. */
export interface Finding {
  name: 'credentials' | 'chat' | 'webhook' | 'test' | 'quota' | 'menu';
  /** `bad` must be mended before the bot may be used; `warn` is worth a look. */
  level: 'good' | 'warn' | 'bad';
  state: string;
  params?: Record<string, string | number>;
}

/** So much of the month's messages must be left, or it is worth a look. */
const QUOTA_WARNING = 0.1;

const noSay = (name: Finding['name'], failure: Failure): Finding => ({
  name,
  level: 'bad',
  state: failure.kind === 'no-answer' ? 'no-answer' : 'refused',
  params: failure.kind === 'no-answer' ? {} : { status: failure.status },
});

/** Looks at everything that must be right at LINE for this server to be used. Changes nothing there. */
export async function checkAccount(account: LineAccount, webhookUrl: string | undefined): Promise<Finding[]> {
  const info = await account.info();
  const failure = failureOf(info);
  if (failure) {
    const wrongToken = failure.kind === 'status' && failure.status === 401;
    return [
      wrongToken
        ? { name: 'credentials', level: 'bad', state: 'wrong-token' }
        : noSay('credentials', failure),
    ];
  }
  const bot = info.kind === 'ok' ? info.value : undefined;
  const findings: Finding[] = [
    { name: 'credentials', level: 'good', state: 'good', params: { id: bot?.basicId ?? '' } },
    bot?.chatMode === 'bot'
      ? { name: 'chat', level: 'good', state: 'good' }
      : { name: 'chat', level: 'bad', state: 'on' },
  ];
  findings.push(...(await checkWebhook(account, webhookUrl)), await checkQuota(account));
  const menu = await account.defaultMenu();
  findings.push(
    menu.kind === 'ok'
      ? { name: 'menu', level: 'good', state: 'good' }
      : { name: 'menu', level: 'warn', state: 'none' },
  );
  return findings;
}

async function checkWebhook(account: LineAccount, url: string | undefined): Promise<Finding[]> {
  if (url === undefined) return [{ name: 'webhook', level: 'bad', state: 'no-base-url' }];
  const result = await account.endpoint();
  const failure = failureOf(result);
  if (failure && !(failure.kind === 'status' && failure.status === 404)) return [noSay('webhook', failure)];
  const set = result.kind === 'ok' ? result.value : undefined;
  if (!set?.endpoint) return [{ name: 'webhook', level: 'bad', state: 'none', params: { url } }];
  if (set.endpoint !== url) return [{ name: 'webhook', level: 'bad', state: 'elsewhere', params: { url } }];
  if (!set.active) return [{ name: 'webhook', level: 'bad', state: 'off' }];
  return [
    { name: 'webhook', level: 'good', state: 'good', params: { url } },
    await testWebhook(account, url),
  ];
}

async function testWebhook(account: LineAccount, url: string): Promise<Finding> {
  const result = await account.testEndpoint(url);
  const failure = failureOf(result);
  if (failure) {
    // LINE lets it be tested 60 times an hour.
    const tooOften = failure.kind === 'status' && failure.status === 429;
    return tooOften ? { name: 'test', level: 'warn', state: 'too-often' } : noSay('test', failure);
  }
  const test = result.kind === 'ok' ? result.value : undefined;
  if (test?.success) return { name: 'test', level: 'good', state: 'good' };
  if (test?.statusCode === 401) return { name: 'test', level: 'bad', state: 'wrong-secret' };
  const status = test?.statusCode ?? 0;
  return { name: 'test', level: 'bad', state: status === 0 ? 'unreachable' : 'failed', params: { status } };
}

async function checkQuota(account: LineAccount): Promise<Finding> {
  const [quota, used] = [await account.quota(), await account.used()];
  const failure = failureOf(quota) ?? failureOf(used);
  if (failure) return { ...noSay('quota', failure), level: 'warn' };
  const limit = quota.kind === 'ok' && quota.value?.type === 'limited' ? (quota.value.value ?? 0) : undefined;
  const total = (used.kind === 'ok' && used.value?.totalUsage) || 0;
  if (limit === undefined)
    return { name: 'quota', level: 'good', state: 'unlimited', params: { used: total } };
  const left = Math.max(0, limit - total);
  const low = left < limit * QUOTA_WARNING;
  return {
    name: 'quota',
    level: low ? 'warn' : 'good',
    state: low ? 'low' : 'good',
    params: { left, limit },
  };
}
