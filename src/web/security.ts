import type { RequestHandler } from 'express';

export interface SecurityOptions {
  /** Production adds HSTS: only there is the address https for good. */
  production: boolean;
  /** Lets our own script files run and talk to this server. For simulator and console, never for reporters' pages. */
  scripts?: boolean;
  /** Lets the page show others of this server in a frame. For the simulator. */
  frames?: boolean;
}

/** Browser features none of our pages use. The file picker needs no permission, so evidence needs none either. */
const REFUSED_FEATURES = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
] as const;

const TWO_YEARS_SECONDS = 63_072_000;

export interface PolicyOptions {
  scripts?: boolean;
  /** Recordings of this server are played. */
  media?: boolean;
  /** Pages of this server are shown in a frame. */
  frames?: boolean;
  /** The page may itself stand in a frame of this server: the simulator's, in trial mode. */
  framed?: boolean;
}

/** The content security policy of our pages, as sent. */
export function contentSecurityPolicy(options: PolicyOptions = {}): string {
  const { scripts, media, frames, framed } = options;
  return [
    "default-src 'none'",
    `script-src ${scripts ? "'self'" : "'none'"}`,
    ...(scripts ? ["connect-src 'self'"] : []),
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    ...(media ? ["media-src 'self'"] : []),
    ...(frames ? ["frame-src 'self'"] : []),
    `frame-ancestors ${framed ? "'self'" : "'none'"}`,
    "base-uri 'none'",
  ].join('; ');
}

/**
 * Sets the headers of every page: nothing from elsewhere, nothing framed, nothing kept, no referrer.
 * Mounted again further in, the inner one wins (so the simulator can ask for scripts). Assets set their own caching.
 */
export function securityHeaders({ production, scripts, frames }: SecurityOptions): RequestHandler {
  const headers: Record<string, string> = {
    'Content-Security-Policy': contentSecurityPolicy({ scripts, frames }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'X-DNS-Prefetch-Control': 'off',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Origin-Agent-Cluster': '?1',
    'Permissions-Policy': REFUSED_FEATURES.map((feature) => `${feature}=()`).join(', '),
    'Cache-Control': 'no-store',
    ...(production ? { 'Strict-Transport-Security': `max-age=${TWO_YEARS_SECONDS}` } : {}),
  };
  return (_request, response, next) => {
    response.removeHeader('X-Powered-By');
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    next();
  };
}
