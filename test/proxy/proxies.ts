import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Settings as docs/proxy gives them. */
export const SETTINGS = join(import.meta.dirname, '..', '..', 'docs', 'proxy');
const SITE = 'suetrong.example.go.th';

/** Puts `now` where the settings say `was`; throws when they do not say it. */
export function put(settings: string, was: string, now: string): string {
  if (!settings.includes(was)) throw new Error(`the settings do not hold: ${was}`);
  return settings.replaceAll(was, now);
}

export interface RunningProxy {
  tlsPort: number;
  onionPort: number;
  /** All that it wrote, to its streams and into files: logs, and whatever else. */
  written(): string;
  /** Files it made or holds open that could hold a body: also those without a name any more. */
  bodies(): string[];
  stop(): Promise<void>;
}

interface Ports {
  tls: number;
  plain: number;
  onion: number;
  upstream: number;
}

interface Kind {
  name: string;
  program: string;
  /** The settings of docs/proxy made to run in `dir`, by nobody else and at other ports. */
  prepare(settings: string, dir: string, ports: Ports): string;
  file: string;
  args(dir: string): string[];
}

export const NGINX: Kind = {
  name: 'nginx',
  program: 'nginx',
  file: 'nginx.conf',
  prepare(settings, dir, { tls, plain, onion, upstream }) {
    let site = put(settings, 'listen 443 ', `listen 127.0.0.1:${tls} `);
    site = put(site, 'listen 80 ', `listen 127.0.0.1:${plain} `);
    site = put(site, '127.0.0.1:8081', `127.0.0.1:${onion}`);
    site = put(site, '127.0.0.1:3000', `127.0.0.1:${upstream}`);
    site = put(site, `/etc/letsencrypt/live/${SITE}/fullchain.pem`, join(dir, 'cert'));
    site = put(site, `/etc/letsencrypt/live/${SITE}/privkey.pem`, join(dir, 'key'));
    writeFileSync(join(dir, 'site.conf'), site);
    for (const name of ['body', 'proxy']) mkdirSync(join(dir, name));
    const [log, access] = [join(dir, 'error.log'), join(dir, 'access.log')];
    // What stands around a site in Debian's nginx.conf, with its log as talkative as can be.
    return `daemon off; pid ${dir}/pid; user ${process.getuid?.() === 0 ? 'root' : 'nobody'};
      error_log ${log} info; events {}
      http { access_log ${access}; error_log ${log} info; gzip on; sendfile on;
        client_body_temp_path ${dir}/body; proxy_temp_path ${dir}/proxy;
        fastcgi_temp_path ${dir}/f; uwsgi_temp_path ${dir}/u; scgi_temp_path ${dir}/s;
        include ${dir}/site.conf; }`;
  },
  args: (dir) => ['-e', join(dir, 'early.log'), '-c', join(dir, 'settings')],
};

export const CADDY: Kind = {
  name: 'Caddy',
  program: 'caddy',
  file: 'Caddyfile',
  prepare(settings, dir, { tls, plain, onion, upstream }) {
    let site = put(settings, `${SITE} {`, `https://localhost:${tls} {\n\ttls ${dir}/cert ${dir}/key`);
    site = put(site, ':8081', `:${onion}`);
    site = put(site, '127.0.0.1:3000', `127.0.0.1:${upstream}`);
    return put(
      site,
      '\tlog default {',
      `\tadmin off\n\thttp_port ${plain}\n\thttps_port ${tls}\n\tlog default {`,
    );
  },
  args: (dir) => ['run', '--adapter', 'caddyfile', '--config', join(dir, 'settings')],
};

export const PROXIES = [NGINX, CADDY] as const;

export function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${program}`], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false)).once('connect', () => socket.destroy());
  });

/** Runs the real program with the settings of docs/proxy, changed by `edit` where a test wants to see it fail. */
export async function startProxy(
  kind: Kind,
  upstream: number,
  edit: (settings: string) => string = (settings) => settings,
): Promise<RunningProxy> {
  const dir = mkdtempSync(join(tmpdir(), 'suetrong-proxy-'));
  const certificate = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost
    -addext subjectAltName=DNS:localhost -keyout ${dir}/key -out ${dir}/cert`;
  execFileSync('openssl', certificate.split(/\s+/), { stdio: 'pipe' });
  const ports = { tls: await freePort(), plain: await freePort(), onion: await freePort(), upstream };
  const settings = edit(readFileSync(join(SETTINGS, kind.file), 'utf8'));
  writeFileSync(join(dir, 'settings'), kind.prepare(settings, dir, ports));
  const given = new Set(readdirSync(dir, { recursive: true, encoding: 'utf8' }));

  let streams = '';
  const env = {
    PATH: `${process.env['PATH']}:/usr/sbin`,
    HOME: dir,
    XDG_DATA_HOME: dir,
    XDG_CONFIG_HOME: dir,
  };
  const child = spawn(kind.program, kind.args(dir), { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => void (streams += chunk));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let tries = 0; !(await answers(ports.tls)) || !(await answers(ports.onion)); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`${kind.name} does not start: ${streams}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  const made = () =>
    readdirSync(dir, { recursive: true, withFileTypes: true, encoding: 'utf8' })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !given.has(path.slice(dir.length + 1)));
  const isLog = (path: string) => path.endsWith('.log');
  return {
    tlsPort: ports.tls,
    onionPort: ports.onion,
    written: () =>
      streams +
      made()
        .map((path) => readFileSync(path, 'latin1'))
        .join('\n'),
    bodies: () =>
      [...made().filter((path) => path.startsWith(join(dir, 'body'))), ...openFiles(child)].filter(
        (path) => !isLog(path),
      ),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Regular files that a process or its children hold open for writing, named or not (Linux). */
function openFiles({ pid }: ChildProcess): string[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean);
  return [String(pid), ...children].flatMap((id) =>
    readdirSync(`/proc/${id}/fd`).flatMap((fd) => {
      try {
        const path = readlinkSync(`/proc/${id}/fd/${fd}`);
        const flags = /flags:\s+0?(\d+)/.exec(readFileSync(`/proc/${id}/fdinfo/${fd}`, 'utf8'))?.[1] ?? '0';
        const writes = (parseInt(flags, 8) & 3) !== 0;
        return writes && path.startsWith('/') && !path.startsWith('/dev/') ? [path] : [];
      } catch {
        return []; // closed while we looked
      }
    }),
  );
}
