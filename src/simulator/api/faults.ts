import type { RequestHandler } from 'express';

/** How LINE's side can go wrong. */
export type Fault =
  /** Answers with this status and does nothing. */
  | { kind: 'status'; status: number; message?: string }
  /** Waits (real time), then goes on. */
  | { kind: 'slow'; ms: number }
  /** Cuts the connection and does nothing. */
  | { kind: 'reset' }
  /** Does what was asked, and cuts the connection instead of answering. */
  | { kind: 'lost-answer' };

export interface PlannedFault {
  fault: Fault;
  /** The start of the path, or a pattern for it. */
  path: string | RegExp;
  /** How many more requests it hits. */
  times: number;
}

const MESSAGES: Readonly<Record<number, string>> = {
  429: 'The API rate limit has been exceeded. Try again later.',
  500: 'Internal server error',
};

/** Takes the next fault planned for this path out of the list, if any. */
function nextFault(faults: PlannedFault[], path: string): Fault | undefined {
  const index = faults.findIndex((plan) =>
    typeof plan.path === 'string' ? path.startsWith(plan.path) : plan.path.test(path),
  );
  const plan = faults[index];
  if (!plan) return undefined;
  plan.times -= 1;
  if (plan.times <= 0) faults.splice(index, 1);
  return plan.fault;
}

/** Lets planned faults happen before any route sees the request. */
export function faultyConnection({ faults }: { faults: PlannedFault[] }): RequestHandler {
  return (req, res, next) => {
    const fault = nextFault(faults, req.path);
    switch (fault?.kind) {
      case undefined:
        return next();
      case 'status':
        return void res
          .status(fault.status)
          .json({ message: fault.message ?? MESSAGES[fault.status] ?? 'Injected failure' });
      case 'reset':
        return void req.socket.resetAndDestroy();
      case 'slow': {
        const timer = setTimeout(next, fault.ms);
        res.on('close', () => clearTimeout(timer));
        return;
      }
      case 'lost-answer':
        res.json = () => {
          req.socket.resetAndDestroy();
          return res;
        };
        return next();
    }
  };
}
