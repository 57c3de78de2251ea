import type { Request, Response } from 'express';

/** The session cookie: sent to the console only, never to scripts, never from another site. */
export interface SessionCookie {
  read(request: Request): string | undefined;
  set(response: Response, value: string): void;
  clear(response: Response): void;
}

/**
 * In production `Secure`, and named so that browsers refuse it when it is not. `door` names the cookie of an entrance for
 * people who are not signed in; it is sent to that entrance alone. `days`: it stays in the browser so long.
 */
export function createSessionCookie({
  production,
  door,
  days,
}: {
  production: boolean;
  door?: string;
  days?: number;
}): SessionCookie {
  const name = `${production ? '__Secure-' : ''}suetrong-${door ?? 'console'}`;
  const rest = `Path=/console${door === undefined ? '' : `/${door}`}; HttpOnly; SameSite=Strict${production ? '; Secure' : ''}`;
  return {
    read(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    },
    // A session has no Max-Age: it goes with the browser, and the server ends it anyway.
    set: (response, value) =>
      void response.append(
        'Set-Cookie',
        `${name}=${value}; ${days === undefined ? '' : `Max-Age=${days * 86_400}; `}${rest}`,
      ),
    clear: (response) => void response.append('Set-Cookie', `${name}=; Max-Age=0; ${rest}`),
  };
}
