import { createFormFlow } from '../form/form.ts';

/** Reporting wrongdoing. */
export const complaintFlow = createFormFlow('complaint');
