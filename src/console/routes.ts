import { accessRoutes } from './access/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { caseRoutes } from './case/routes.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import type { Route } from './frame/route.ts';
import { searchRoutes } from './search/routes.ts';
import type { Sessions } from './frame/sessions.ts';
import type { SecondFactor } from './frame/second-factor.ts';
import { linkRoutes } from './links/routes.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { alertRoutes } from './me/alerts.ts';
import { lineAlertRoutes } from './me/line-alerts.ts';
import { factorRoutes } from './me/factor.ts';
import { meRoutes } from './me/routes.ts';
import { printRoutes } from './print/routes.ts';
import type { RunNeeds } from './needs.ts';
import { peopleRoutes } from './people/routes.ts';
import { progressRoutes } from './progress/routes.ts';
import { queueRoutes } from './queue/routes.ts';
import { sharesRoutes } from './shares/routes.ts';
import { statisticsRoutes } from './statistics/routes.ts';

/** Every entrance of the console behind the sign-in. */
export const routesOf = (needs: RunNeeds, sessions: Sessions, factor: SecondFactor): readonly Route[] => [
  ...queueRoutes(needs),
  ...caseRoutes(needs),
  ...evidenceRoutes(needs),
  ...linkRoutes(needs),
  ...printRoutes(needs),
  ...searchRoutes(needs),
  ...knowledgeRoutes(needs),
  ...progressRoutes(needs),
  ...peopleRoutes(needs),
  ...sharesRoutes(needs, sessions),
  ...accessRoutes(needs, sessions),
  ...auditRoutes(needs),
  ...statisticsRoutes(needs),
  ...meRoutes(needs, sessions, factor),
  ...alertRoutes(needs),
  ...lineAlertRoutes(needs),
  ...factorRoutes(needs, factor),
];
