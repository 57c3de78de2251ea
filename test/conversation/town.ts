import { createI18n } from '../../src/i18n.ts';
import { loadAgency, type AgencyData } from '../../src/ita/dataset.ts';
import { MUEANG_PHON } from '../support/agency-dir.ts';

/** The town that the chats of these tests belong to, and its wording. */
export const i18n = createI18n();
export const data: AgencyData = await loadAgency(MUEANG_PHON);

/** The wording as people here read it. */
export const t = (key: string, params?: Record<string, string | number>) => i18n.t('th', key, params);
